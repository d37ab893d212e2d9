"""The contract's `lauren.types`: the classes that handlers, guards and middlewares are annotated with."""

from lauren_core import Scope
from lauren_http.connection import ClientInfo, ServerInfo
from lauren_http.context import (
    CallHandler,
    CallNext,
    ExecutionContext,
    GuardProtocol,
    Handler,
    InterceptorProtocol,
    Layer,
    MiddlewareProtocol,
)
from lauren_http.headers import Headers, MutableHeaders
from lauren_http.request import Request
from lauren_http.response import Response
from lauren_http.state import AppState, State

__all__ = [
    "AppState",
    "CallHandler",
    "CallNext",
    "ClientInfo",
    "ExecutionContext",
    "GuardProtocol",
    "Handler",
    "Headers",
    "InterceptorProtocol",
    "Layer",
    "MiddlewareProtocol",
    "MutableHeaders",
    "Request",
    "Response",
    "Scope",
    "ServerInfo",
    "State",
]
