"""The block editor of the real WordPress, in a headless Chromium, opens every post as it is."""

import json
import os
from collections.abc import Iterator

import httpx
import pytest
from msgspec.structs import replace

from redaksi.delivery.wordpress import blocks, page
from redaksi.delivery.wordpress.story import place
from redaksi.domain.article import NoticeKind, Photo, PublishedNotice
from redaksi.domain.markdown_dialect import with_visible_definitions
from tests.delivery.wordpress.site import Site, picture, png
from tests.exporters.pieces import FIRST, FLOOD, piece
from tests.wordpress import browser
from tests.wordpress.fixture import GROUP
from tests.wordpress.server import Website

pytestmark = GROUP

CONSTRUCTS = {
    "paragraph": "Kata *miring* **tebal** ***keduanya*** ~~coret~~ `kode` <b> & [gallery] :) 😀",
    "verse": "Baris satu\\\nbaris dua  \nbaris tiga\nlanjut",
    "links": "[x](https://a.example/?b=1&c=[2] 'judul') <https://a.example> <a@b.example>",
    "address": "https://www.youtube.com/watch?v=1",
    "scripts": "[x](javascript:alert(1)) ![y](data:image/png;base64,AA)",
    "headings": "# Satu\n\n## Dua\n\n### Tiga *miring*\n\n###### Enam\n\nTujuh\n===",
    "quotes": "> Kutipan\n>\n> > dalam\n>\n> - a\n>\n> ```\n> kode\n> ```",
    "bullets": "- a\n- b *c*\n  - d\n    - e\n  - f\n- g\n\n  1. h",
    "numbers": "1. a\n2. b\n   - c\n\ntengah\n\n7) d\n8) e",
    "loose": "- a\n\n- b\n\n- c",
    "crowded": "- a\n\n  b\n- ```\n  kode\n  ```\n- > kutip\n- # judul\n-\n",
    "code": "```py\nx = '[gallery] <b> & &amp;'\n\n  https://a.id\n```\n\n    dalam\n      lagi",
    "empty code": "```\n```",
    "table": "| a | b *c* | d |\n|:--|:-:|--:|\n| 1 | `x\\|y` | <b> |\n| [x] |",
    "rule": "a\n\n---\n\nb\n\n***",
    "picture": '![Alt "x" <y> [z]](https://a.example/b.jpg?c=1&d=2)',
    "pictures": "a ![x](https://a.example/b.jpg) b ![*y*](https://a.example/c.jpg)\n\n![z](relatif.jpg)",
    "entities": "&amp; &lt; &copy; &#58;) \\[x] \\* \\\\ {{ x }} <!-- wp:html --> <!--more-->",
    "definition": "[Jawab]: Benar.\n\n[x][y]\n\n[y]: https://a.example",
}


@pytest.fixture(scope="module")
def editor(website: Website) -> Iterator[browser.Page]:
    """A browser in which the administrator is signed in."""
    if not browser.program():
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing: apt-get install chromium")
        pytest.skip("Chromium is missing: apt-get install chromium")
    url = website.url
    with httpx.Client(timeout=60) as client, browser.page() as made:
        client.cookies.set("wordpress_test_cookie", "WP%20Cookie%20check")
        signed_in = client.post(
            f"{url}/wp-login.php", data={"log": "admin", "pwd": "admin-pw", "testcookie": "1"}
        )
        assert signed_in.status_code == 302
        made.cookies(url, {one.name: one.value or "" for one in client.cookies.jar})
        yield made


def opened(editor: browser.Page, site: Site, number: str) -> None:
    """Open the post `number` in the editor."""
    editor.open(f"{site.url}/wp-admin/post.php?post={number}&action=edit")
    editor.until(
        "!!window.wp && !!wp.data && !!wp.data.select('core/editor') && "
        f"wp.data.select('core/editor').getCurrentPostId() === {number} && "
        "wp.data.select('core/block-editor').getBlocks().length > 0"
    )


FAULTS = """(blocks => {
    const found = [];
    const walk = one => {
        if (!one.isValid || ['core/freeform', 'core/missing'].includes(one.name))
            found.push(one.name + ': ' + one.originalContent + ' / '
                + JSON.stringify((one.validationIssues || []).map(issue => issue.args)));
        one.innerBlocks.forEach(walk);
    };
    blocks.forEach(walk);
    return found;
})"""


def faults(editor: browser.Page, content: str) -> list[str]:
    """The blocks of `content` that the editor calls invalid."""
    found: list[str] = editor.run(f"{FAULTS}(wp.blocks.parse({json.dumps(content)}))")
    return found


def test_the_editor_opens_an_article_without_a_fault(site: Site, editor: browser.Page) -> None:
    target = site.target(pictures=lambda _photo: picture(png(90)))
    text = replace(
        FLOOD,
        body=(*FLOOD.body, *CONSTRUCTS.values()),
        photos=(Photo(file="a", caption="Satu <b>"), Photo(file="b", alt='"x"', caption="Dua")),
    )
    shown = target.create(piece().article.id)
    opened(editor, site, shown.id)
    assert editor.run(f"{FAULTS}(wp.data.select('core/block-editor').getBlocks())") == []
    notice = PublishedNotice(kind=NoticeKind.RALAT, sentence="Semula <3> [korban].", at=FIRST)
    article = piece(text)
    target.send(replace(article, sign_off=replace(article.sign_off, notices=(notice,))), shown.id)
    opened(editor, site, shown.id)
    assert editor.run(f"{FAULTS}(wp.data.select('core/block-editor').getBlocks())") == []
    assert editor.run("wp.data.select('core/block-editor').getBlocks().length") > 30
    for name, markdown in CONSTRUCTS.items():
        content = "\n\n".join(blocks.of(with_visible_definitions(markdown)))
        assert faults(editor, content) == [], name
        # What the editor saves shows the same: nothing is lost when somebody opens the post.
        saved = editor.run(f"wp.blocks.serialize(wp.blocks.parse({json.dumps(content)}))")
        assert page.lines(saved) == page.lines(content), name
    assert faults(editor, place("240603-k7f01").content) == []
    # The negative control: a block that the editor would not write itself.
    assert faults(editor, "<!-- wp:heading --><h3>a</h3><!-- /wp:heading -->")
