"""Façade: the types core owns that annotations use."""

from lauren_core.log import Logger, LogLevel, LogRecord
from lauren_core.scopes import Scope

__all__ = ["LogLevel", "LogRecord", "Logger", "Scope"]
