"""Running commands in this process, and telling English words from option names."""

import re

from click.testing import CliRunner, Result

from analysis.selection import Selection
from cli import main

ENGLISH = re.compile(
    r"\b(usage|options?|commands?|arguments?|show this|show the|message|and exit|default|required|error|try|missing"
    r"|invalid|no such|choose from|did you mean|does not exist|traceback|is not|unexpected|value for|help for)\b",
    re.IGNORECASE,
)


def run(*words: object) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def done(*words: object) -> str:
    result = run(*words)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def options_of(selection: Selection) -> list[str]:
    """The options that ask for a selection."""
    asked = selection.to_parameters().items()
    return [
        word for name, values in asked for value in values for word in (f"--{name.replace('_', '-')}", value)
    ]


def refused(*words: object) -> str:
    """What a command that cannot be done says: Japanese on standard error, nothing on standard output."""
    result = run(*words)
    assert result.exit_code == 2, result.stdout
    assert result.stdout == ""
    assert re.search("[ぁ-ん]", result.stderr), result.stderr
    assert not ENGLISH.search(option_names_removed(result.stderr)), result.stderr
    return result.stderr


def option_names_removed(text: str) -> str:
    return re.sub(r"--[a-z-]+|'[^']*'|\S*/\S*", "", text)
