"""Lines of the log: one event a line, to read or as JSON, and the same complaint once a minute.

A server that is attacked writes the same line thousands of times a second; half a gigabyte of log
has stopped one.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import time
import traceback
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

_MINUTE: Final = 60.0
_MOST: Final = 1_000
"""Complaints that are told apart."""
_FORM: Final[list[str]] = []
_OTHERS: Final = ("streamlit", "uvicorn", "websockets", "asyncio")
EVENT: Final = logging.getLogger("attested")
"""For what is no complaint: start, reload, request."""


def event(name: str, **fields: Any) -> None:
    """One line: what happened, and its details by name."""
    EVENT.info(name, extra={"fields": fields})


def mistake(name: str, error: Exception) -> None:
    """One line: what failed, by which error, and where.

    Not what the error says: a text that is checked may stand in it, and is kept nowhere.
    """
    steps = [
        f"{step.filename}:{step.lineno} {step.name}"
        for step in traceback.extract_tb(error.__traceback__)
    ]
    at = steps[-1] if steps else ""
    # Each error at each place is a complaint of its own, see `OnceAMinute`.
    complaint = f"{name} failed: {type(error).__name__} at {at}"
    EVENT.error(complaint, extra={"fields": {"traceback": " > ".join(steps)}})


class OnceAMinute(logging.Filter):
    """Lets the same warning or error through once a minute, then says how often it came."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._told: OrderedDict[tuple[str, int, str], tuple[float, int]] = OrderedDict()
        self._lock = threading.Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this record is written; its text gets the number of those that were not."""
        if record.levelno < logging.WARNING:
            return True
        # By its text without the values: a thousand addresses make one complaint.
        key = (record.name, record.lineno, str(record.msg))
        now = self._clock()
        with self._lock:
            since, kept_back = self._told.get(key, (-_MINUTE, 0))
            if now - since < _MINUTE:
                self._told[key] = (since, kept_back + 1)
                return False
            self._told[key] = (now, 0)
            self._told.move_to_end(key)
            if len(self._told) > _MOST:
                self._told.popitem(last=False)
        if kept_back:
            record.msg = f"{record.getMessage()} (and {kept_back} more in the last minute)"
            record.args = ()
        return True


class _Text(logging.Formatter):
    """`2026-11-26T19:46:19Z INFO request method=GET path="/a b" status=200`."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # logging's name
        fields = getattr(record, "fields", {})
        told = "".join(f" {name}={_plain(value)}" for name, value in fields.items())
        return f"{_moment(record)} {record.levelname} {_line(record.message)}{told}"


class _Json(logging.Formatter):
    """An object a line, with the traceback in it."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": _moment(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)


def _moment(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _line(text: str) -> str:
    """On one line: what a client sends must not look like a line of ours."""
    return text.replace("\r", "\\r").replace("\n", "\\n")


def _plain(value: Any) -> str:
    text = str(value)
    plain = text.isascii() and text.isprintable() and not set(text) & set(' "=\\')
    return text if plain and text else json.dumps(text)


def set_up(form: str) -> None:
    """Write every line of this process to standard error. form: text or json."""
    _FORM[:] = [form]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if form == "json" else _Text())
    handler.addFilter(OnceAMinute())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in ("attested", "dashboard"):
        logging.getLogger(name).setLevel(logging.INFO)
    # Streamlit (1.67.0) and uvicorn (0.54.0) give their loggers handlers of their own.
    for name, logger in logging.root.manager.loggerDict.items():
        if isinstance(logger, logging.Logger) and name.split(".")[0] in _OTHERS:
            logger.handlers.clear()
            logger.propagate = True
            logger.setLevel(logging.WARNING)


def again() -> None:
    """Once more, where it was set up: others have set up their own since."""
    for form in tuple(_FORM):
        set_up(form)
