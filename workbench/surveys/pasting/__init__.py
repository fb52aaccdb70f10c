"""Questionnaires pasted as text, as 问卷星 and 腾讯问卷 write them, become drafts.

`tags` names the kinds of question, `headlines` reads a question's first line, `dialects` tells whose text it is,
`layout` puts each line in its place, and `elements` makes questions of them with `choosing`, `matrices` and `writing`.
Any text gives a draft. Each line that is not blank is in it, or the report names the line. Conditions and jumps are not
read: neither product writes them into its text.
"""

from workbench.surveys.pasting.reading import read_pasted

__all__ = ["read_pasted"]
