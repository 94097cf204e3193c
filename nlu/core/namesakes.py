"""Empty modules in place of parts of Rasa that would only be imported, never used. For Rasa 3.6.21."""

import sys
from collections.abc import Mapping
from types import ModuleType
from typing import Any


def stand_in(modules: Mapping[str, tuple[str, ...]]) -> None:
    """Module name → names of classes in it; from now on importing such a module gives the empty one."""
    for name, classes in modules.items():
        sys.modules[name] = _namesake(name, classes)


def _namesake(name: str, classes: tuple[str, ...]) -> ModuleType:
    module = ModuleType(name, "left out by nlu.core")
    for each in classes:
        channel_name: Any = classmethod(lambda cls: cls.__name__)  # Rasa lists its channels by name
        setattr(module, each, type(each, (), {"__module__": name, "name": channel_name}))
    return module
