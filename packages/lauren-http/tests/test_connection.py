"""Addresses."""

import pytest

from lauren_http.connection import ClientInfo, ServerInfo

rule = pytest.mark.rule


@rule("H-69")
def test_unknown_addresses_are_none() -> None:
    assert (ClientInfo().host, ServerInfo().port) == (None, None)
    assert ClientInfo("127.0.0.1", 1) == ClientInfo(host="127.0.0.1", port=1)
