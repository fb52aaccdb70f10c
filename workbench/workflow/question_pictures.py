"""Pictures of options: made small enough for a page of a telephone and written into the draft."""

import base64
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, NamedTuple

from workbench.errors import N_, BadInput
from workbench.personas.portraits import prepare_option_picture
from workbench.storage import Store
from workbench.surveys import editing
from workbench.surveys.pictures import MOST_BYTES_A_PAGE, picture_size
from workbench.workflow.form_editing import Author, changing, find_question

Json = dict[str, Any]

MOST_PICTURES = 12
_ROOM = MOST_BYTES_A_PAGE * 9 // 10
_HEAD = "data:image/webp;base64,"


class Upload(NamedTuple):
    """A picture for the option with that value; without one, for a new option that is called as the file."""

    value: str
    filename: str
    data: bytes


def put_pictures(store: Store, author: Author, name: str, uploads: Sequence[Upload]) -> Author:
    """Put pictures into a question; all of it get smaller where together they would be too heavy for a page.

    Returns the author with the revision that came of it. Raises UnreadableFile or TooLarge for what is no picture,
    BadInput for more than twelve.
    """
    if not uploads:
        return author
    with changing(store, author, "update_question") as form:
        choices = [dict(one) for one in find_question(form.definition, name)["choices"]]
        if all(one in editing.PLACEHOLDERS for one in choices) and any(not one.value for one in uploads):
            choices = []
        for upload in uploads:
            choice = next((one for one in choices if str(one["value"]) == upload.value), None)
            if choice is None:
                choice = _named(choices, upload.filename)
                choices.append(choice)
            choice["imageLink"] = upload.data
        if len(choices) > MOST_PICTURES:
            raise BadInput(N_("图片太多：一题最多 %(most)s 张。"), N_("请去掉几张。"), most=MOST_PICTURES)
        room = _ROOM // len(choices)
        for choice in choices:
            if link := choice.get("imageLink"):
                choice["imageLink"] = _within(link, room)
        form.definition = editing.update_question(form.definition, name, {"choices": choices})
    return author._replace(revision=form.revision)


def _named(choices: Sequence[Json], filename: str) -> Json:
    lines = [*(str(one.get("text", one["value"])) for one in choices), PurePath(filename).stem[:40] or N_("图片")]
    lines[-1] = lines[-1] if lines[-1] not in lines[:-1] else f"{lines[-1]} {len(lines)}"
    made: Json = editing.parse_choices("\n".join(lines), choices)[-1]
    return made


def _within(picture: bytes | str, room: int) -> str:
    """A picture as a `data:` address of at most so many bytes; a small one of before stays."""
    if isinstance(picture, str):
        if picture_size(picture) <= room:
            return picture
        picture = base64.b64decode(picture.partition(",")[2])
    return _HEAD + base64.b64encode(prepare_option_picture(picture, room - len(_HEAD))).decode()
