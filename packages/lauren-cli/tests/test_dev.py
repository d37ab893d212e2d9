"""`lauren dev`: this machine only, reload, verbose."""

from collections.abc import Callable

from click.testing import Result

from lauren_cli.servers import ServePlan

Command = Callable[..., Result]


def test_dev_reloads_and_logs_on_loopback(
    command: Command, plans: list[ServePlan], plain: str, free_port: int
) -> None:
    result = command("dev", plain, "--port", str(free_port))
    (plan,) = plans
    assert (plan.host, plan.reload, plan.verbose, plan.workers) == ("127.0.0.1", True, True, 1)
    assert "reload on change" in result.stderr


def test_dev_has_no_host_option(command: Command, plain: str) -> None:
    assert command("dev", plain, "--host", "0.0.0.0").exit_code == 2
