"""The servers an application can run on, one adapter file each."""

from lauren_cli.servers.choose import SERVERS, Choice, choose
from lauren_cli.servers.plan import ServePlan, Server

__all__ = ["SERVERS", "Choice", "ServePlan", "Server", "choose"]
