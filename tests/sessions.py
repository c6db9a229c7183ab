"""A reader of Streamlit without a browser: opens a session and reads what the server sends.

Leans on Streamlit's messages (1.67.0): `streamlit.proto`, and the address /_stcore/stream.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol


@contextmanager
def session(address: str, query: str = "", page: str = "", origin: str = "") -> Iterator[Any]:
    """A connection that has asked for the page of that name, at its own address."""
    stream = address.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(
        stream,
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        origin=Origin(origin) if origin else None,
    ) as connection:
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        message.rerun_script.context_info.url = f"{address}/{page}"
        connection.send(message.SerializeToString())
        yield connection


def run(connection: Any, seconds: float = 60) -> list[ForwardMsg]:
    """Every message of one run of the script."""
    messages: list[ForwardMsg] = []
    while not messages or messages[-1].WhichOneof("type") != "script_finished":
        message = ForwardMsg()
        message.ParseFromString(connection.recv(timeout=seconds))
        messages.append(message)
    return messages


def exceptions(messages: list[ForwardMsg]) -> list[str]:
    """Texts of the exceptions that the page shows."""
    return [
        message.delta.new_element.exception.message
        for message in messages
        if message.delta.new_element.WhichOneof("type") == "exception"
    ]


def codes(messages: list[ForwardMsg]) -> list[str]:
    """Texts that the page shows to be copied."""
    elements = [message.delta.new_element for message in messages]
    return [each.code.code_text for each in elements if each.WhichOneof("type") == "code"]
