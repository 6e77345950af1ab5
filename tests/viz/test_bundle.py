import re

import pytest

from graph.errors import NotFound
from viz import bundle

SCRIPTS = sorted(path.name for path in bundle.ASSETS.glob("*.js"))
DECLARED = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_has_the_habits_that_joining_needs(name):
    source = bundle.text(name)
    imports = [line for line in source.splitlines() if line.startswith("import")]
    assert all(re.fullmatch(r'import \{ [\w, ]+ \} from "\./[a-z-]+\.js";', line) for line in imports)
    for line in imports:
        wanted, neighbour = re.fullmatch(r'import \{ (.+) \} from "\./(.+)";', line).groups()
        assert set(wanted.split(", ")) <= set(DECLARED.findall(bundle.text(neighbour)))
    assert "export default" not in source
    assert "import(" not in source


def test_no_name_is_declared_in_two_scripts():
    owners: dict[str, set[str]] = {}
    for name in SCRIPTS:
        for declared in DECLARED.findall(bundle.text(name)):
            owners.setdefault(declared, set()).add(name)
    # The two pages' entries are never joined with each other.
    pages = {"file.js", "explorer.js"}
    assert {n: o for n, o in owners.items() if len(o) > 1 and not o <= pages} == {}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_writes_text_and_never_markup_or_code(name):
    source = bundle.text(name)
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function"
        r"|DOMParser|javascript:|setAttribute\(\"on"
    )
    assert not re.search(forbidden, source)
    assert ("fetch(" in source) == (name == "api.js")


def test_joined_scripts_come_after_what_they_need_and_each_once():
    script = bundle.joined("file.js")
    assert not re.search(r"^(import|export) ", script, re.MULTILINE)
    assert script.count("function createShell(") == 1
    assert script.index("function el(") < script.index("function createShell(") < script.index("createShell({")


@pytest.mark.parametrize(
    "content", [bundle.text(bundle.VIS_NETWORK), bundle.joined("file.js"), bundle.text("clew.css")]
)
def test_nothing_inlined_can_end_its_element_or_be_changed_by_the_parser(content):
    assert not re.search(r"</(script|style)|<!--", content, re.IGNORECASE)
    assert not {"\r", "\0"} & set(content)


def test_a_style_sheet_loads_nothing():
    assert not re.search(r"url\(|@import", bundle.text("clew.css"))


@pytest.mark.parametrize("name", ["../page.py", "..%2fpage.py", "/etc/passwd", "", ".", "clew.css/..", "page.py"])
def test_only_assets_are_assets(name):
    with pytest.raises(NotFound):
        bundle.asset(name)


def test_vis_network_is_the_file_that_pyvis_ships():
    content, media_type = bundle.asset("vis-network.min.js")
    assert b"@version 9.1.2" in content[:500]
    assert media_type == "text/javascript; charset=utf-8"
