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
from typing import Any, Final, TextIO

_MINUTE: Final = 60.0
_MOST: Final = 1_000
"""Complaints that are told apart."""
_LONGEST: Final = 300
"""Signs of one detail of a line: an address of a client may have a quarter of a million."""
_FORM: Final[list[str]] = []
_OTHERS: Final = ("streamlit", "uvicorn", "websockets", "asyncio")
_ACCESS: Final = "uvicorn.access"
EVENT: Final = logging.getLogger("attested")
"""For what is no complaint: start, reload, request."""


def event(name: str, **fields: Any) -> None:
    """One line: what happened, and its details by name, the start of each that is long."""
    EVENT.info(name, extra={"fields": {name: _short(value) for name, value in fields.items()}})


def _short(value: Any) -> Any:
    if not isinstance(value, str) or len(value) <= _LONGEST:
        return value
    return f"{value[:_LONGEST]}... and {len(value) - _LONGEST} more"


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


class _Complaint:
    """A complaint that was written, and those like it that were not."""

    def __init__(self, since: float) -> None:
        self.since = since
        self.kept_back = 0
        self._last: logging.LogRecord | None = None

    def keep_back(self, record: logging.LogRecord) -> None:
        """Count one more. Its text is kept, and not what it holds on to."""
        try:
            text = record.getMessage()
        except (TypeError, ValueError):  # its values do not fit, which logging tells once already
            text = str(record.msg)
        self.kept_back += 1
        self._last = logging.LogRecord(
            record.name, record.levelno, record.pathname, record.lineno, text, None, None
        )

    def late(self) -> logging.LogRecord | None:
        """A record of what was kept back; None where nothing was."""
        if self._last is not None:
            self._last.msg += f" (the last of {self.kept_back} more within a minute)"
        return self._last


class OnceAMinute(logging.Filter):
    """Lets the same warning or error through once a minute, then says how often it came.

    late: writes what is said of those that were kept back, once their minute is over.
    """

    def __init__(
        self,
        late: Callable[[logging.LogRecord], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._late = late
        self._clock = clock
        self._told: OrderedDict[tuple[str, int, str], _Complaint] = OrderedDict()
        """The oldest first."""
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this record is written."""
        if record.levelno < logging.WARNING:
            return True
        # By its text without the values: a thousand addresses make one complaint.
        key = (record.name, record.lineno, str(record.msg))
        now = self._clock()
        with self._lock:
            over = self._over(now)
            known = self._told.get(key)
            if known is not None:
                known.keep_back(record)
                self._start_timer()
            else:
                self._told[key] = _Complaint(now)
                if len(self._told) > _MOST:
                    over.append(self._told.popitem(last=False)[1])
        self._say(over)
        return known is None

    def forget(self, logger: str) -> None:
        """What this logger complained of is over: what was kept back is said, the same is news."""
        with self._lock:
            over = [self._told.pop(key) for key in [*self._told] if key[0] == logger]
        self._say(over)

    def tell(self) -> None:
        """Say now what was kept back."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            over = [*self._told.values()]
            self._told.clear()
        self._say(over)

    def _start_timer(self) -> None:
        """Where no further complaint comes, time tells what was kept back."""
        if self._timer is None:
            self._timer = threading.Timer(_MINUTE, self.tell)
            self._timer.daemon = True
            self._timer.start()

    def _over(self, now: float) -> list[_Complaint]:
        """Those whose minute is over, taken away."""
        over = []
        while self._told and now - next(iter(self._told.values())).since >= _MINUTE:
            over.append(self._told.popitem(last=False)[1])
        return over

    def _say(self, over: list[_Complaint]) -> None:
        for record in filter(None, (told.late() for told in over)):
            self._late(record)


class _Text(logging.Formatter):
    """`2026-11-26T19:46:19Z INFO request method=GET path="/a b" status=200`."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # logging's name
        fields = getattr(record, "fields", {})
        told = "".join(f" {name}={_plain(value)}" for name, value in fields.items())
        return f"{_moment(record)} {record.levelname} {_line(record.message)}{told}"


class _Handler(logging.StreamHandler[TextIO]):
    """Writes to standard error; what is kept back is told at the latest when it is closed."""

    def __init__(self) -> None:
        super().__init__(sys.stderr)
        self.once = OnceAMinute(self._late)
        self.addFilter(self.once)

    def _late(self, record: logging.LogRecord) -> None:
        self.acquire()
        try:
            self.emit(record)
        finally:
            self.release()

    def close(self) -> None:
        self.once.tell()
        super().close()


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
    finish()
    handler = _Handler()
    handler.setFormatter(_Json() if form == "json" else _Text())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in ("attested", "dashboard"):
        logging.getLogger(name).setLevel(logging.INFO)
    # A line a request is ours alone. Streamlit gives this logger a handler while it is loaded, and
    # each connection that is opened until `again` would have its own lines, in no form of ours.
    logging.getLogger(_ACCESS).disabled = True
    # Streamlit (1.67.0) and uvicorn (0.54.0) give their loggers handlers of their own.
    for name, logger in logging.root.manager.loggerDict.items():
        if isinstance(logger, logging.Logger) and name.split(".")[0] in _OTHERS:
            logger.handlers.clear()
            logger.propagate = True
            logger.setLevel(logging.WARNING)


def over(logger: str) -> None:
    """What a logger complained of has been mended: the same complaint is another one from now."""
    for handler in _handlers():
        handler.once.forget(logger)


def finish() -> None:
    """Tell what was kept back: a server that is told to stop runs nothing after it."""
    for handler in _handlers():
        handler.once.tell()


def _handlers() -> list[_Handler]:
    return [handler for handler in logging.getLogger().handlers if isinstance(handler, _Handler)]


def again() -> None:
    """Once more, where it was set up: others have set up their own since."""
    for form in tuple(_FORM):
        set_up(form)
