"""A text pasted, looked at, and made a draft."""

import pytest

pytestmark = pytest.mark.browser


def test_a_draft_made_of_a_text_opens_at_its_top(studio, cast):
    studio.goto(f"/studies/{cast.study}/forms/import")
    options = "\n".join(f"选项 {number}" for number in range(40))
    studio.get_by_label("粘贴问卷的文字").fill(f"标题\n\n1. 用过哪些？[多选题]\n{options}\n都没用过\n")
    studio.get_by_role("button", name="预览", exact=True).click()
    studio.get_by_label("第 44 行“都没用过”可以和别的一起选").check()
    assert studio.url.endswith("#preview")
    studio.get_by_role("button", name="再预览").click()
    assert studio.get_by_label("第 44 行“都没用过”可以和别的一起选").is_checked()
    studio.get_by_role("button", name="建成草稿").click()
    studio.locator("#editor").wait_for()
    assert "#" not in studio.url
    assert studio.evaluate("scrollY") == 0
