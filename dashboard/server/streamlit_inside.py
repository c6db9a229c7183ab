"""What leans on Streamlit's inside (looked at: 1.67.0): its page, and the names of its scripts.

Streamlit has no setting for what its page says before a script runs. Must not load it, nor know
what is shown.
"""

from __future__ import annotations

import html
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

LOOKED_AT: Final = "1.67.0"


def _folder() -> Path:
    """Where it lies, without loading it: that takes as long as all else together."""
    package = find_spec("streamlit")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent


STATIC: Final = _folder() / "static"
"""The folder of its page, scripts and styles."""
_SETTINGS: Final = Path(__file__).resolve().parents[1] / ".streamlit"
_TITLE: Final = "<title>Streamlit</title>"
_ICON: Final = "./favicon.png"
_BODY: Final = "</head>"
"""Where the head ends."""
_CHART: Final = "PlotlyChart.*.js"
_IMPORTED: Final = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
_BEGINNING: Final = 16_000
"""Characters of a script within which it names all that it cannot run without."""
_INLINE: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def set_up() -> None:
    """Streamlit's settings from the file beside the application alone.

    Those of the user, and of the folder that one stands in, are for other applications: a sub-path
    of another one would be ours, and a file that may not be read would stop every request.
    """
    from streamlit import config

    # As the signature of `config.get_config_files` is; asked for settings and for secrets.
    config.get_config_files = lambda file_name: [str(_SETTINGS / file_name)]
    read_theme_once()


def read_theme_once() -> None:
    """Have the settings of the theme read for the first run, which Streamlit reads for each.

    They never change in a server, and every run begins with a message that has them: 0.7 ms in the
    loop that all readers share, as much as seven elements of a page.
    """
    from streamlit.proto.NewSession_pb2 import CustomThemeConfig
    from streamlit.runtime import app_session

    read = app_session._populate_theme_msg

    @cache
    def known(section: str) -> CustomThemeConfig:
        theme = CustomThemeConfig()
        read(theme, section)
        return theme

    def tell(msg: CustomThemeConfig, section: str = "theme") -> None:
        if (theme := known(section)).ByteSize():  # nothing is not the same as none
            msg.MergeFrom(theme)

    app_session._populate_theme_msg = tell


@cache
def index() -> str:
    """The page as Streamlit ships it."""
    return (STATIC / "index.html").read_text("utf-8")


def inline_scripts() -> list[str]:
    """What stands in the page's own scripts, which a content security policy must allow."""
    return _INLINE.findall(index())


def chart_script() -> str:
    """Address of the script that draws charts, the largest there is; empty where it has gone."""
    chart = next((STATIC / "static" / "js").glob(_CHART), None)
    return f"./static/js/{chart.name}" if chart else ""


@cache
def scripts_of(*elements: str) -> tuple[str, ...]:
    """Addresses of the scripts that draw these elements, with all that they cannot run without.

    elements: as their scripts are named. What the page loads by itself is left out. Streamlit
    asks for each only when the first such element arrives, and then for what that names.
    """
    folder = STATIC / "static" / "js"
    waiting = [path.name for name in elements for path in folder.glob(f"{name}.*.js")]
    needed: dict[str, None] = {}
    while waiting:
        name = waiting.pop(0)
        if name not in needed and name not in index():
            needed[name] = None
            with (folder / name).open(encoding="utf-8") as script:
                waiting += _IMPORTED.findall(script.read(_BEGINNING))
    return tuple(f"./static/js/{name}" for name in needed)


def beginning(icon: str, head: str) -> str:
    """Streamlit's page to the end of its head, with this icon (empty for its own): no title yet."""
    text = index().replace(_TITLE, "")
    if icon:
        text = text.replace(_ICON, icon)
    return text.partition(_BODY)[0] + head


def ending(title: str, head: str, body: str) -> str:
    """What follows: this title, more of the head, and the page's body with this end."""
    rest = index().partition(_BODY)[2].replace("</body>", f"{body}</body>", 1)
    return f"<title>{html.escape(title)}</title>{head}{_BODY}{rest}"
