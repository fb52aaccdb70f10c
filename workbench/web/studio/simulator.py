"""The simulator: stored or made-up answers against the draft's rules, beside the published ones. It changes nothing."""

from dataclasses import dataclass

from flask import request

from workbench.errors import Message, WorkbenchError
from workbench.storage.queries.forms import newest_version
from workbench.storage.tables import Form
from workbench.web import access
from workbench.web.failures import status_of
from workbench.web.pages import Page, render, tell, tell_error
from workbench.web.studio.forms import form_or_404
from workbench.web.studio.quotas import blueprint
from workbench.workflow import simulator
from workbench.workflow.answers import LISTED_STATES
from workbench.workflow.simulator import Comparison

LISTED = 100


@dataclass
class SimulatePage(Page):
    """What would come of it; `asked` holds the query's values as typed, `listed` how many changes are shown."""

    template = "screening/simulate.html"
    form: Form
    asked: dict[str, str]
    result: Comparison | None
    states: dict[str, str]
    stored: int
    published: bool
    problem: str
    most: int = simulator.MOST_STORED
    listed: int = LISTED


@blueprint.get("/studies/<int:study_id>/forms/<int:form_id>/simulate")
def simulate(study_id: int, form_id: int) -> str | tuple[str, int]:
    """Replay; without stored answers it begins with made-up ones."""
    form, reading = form_or_404(study_id, form_id), access.reading()
    stored = simulator.count_stored(reading, form_id)
    source = request.args.get("source", "stored" if stored else "made_up")
    asked = {
        "source": source,
        **{name: request.args.get(name, text) for name, text in (("count", "200"), ("seed", "1"))},
    }
    result, problem, status = None, "", 200
    try:
        result = _replay(form, asked)
    except WorkbenchError as error:
        problem, status = tell_error(error), status_of(error)
    page = SimulatePage(
        form=form,
        asked=asked,
        result=result,
        states={state: tell(Message(word)) for state, word in LISTED_STATES.items() if _is_shown(state, result)},
        stored=stored,
        published=newest_version(reading, form_id) is not None,
        problem=problem,
    )
    return render(page), status


def _is_shown(state: str, result: Comparison | None) -> bool:
    """States that no rule gives are listed where somebody is in them."""
    return state in ("qualified", "waiting", "screened_out") or (result is not None and state in result.after)


def _replay(form: Form, asked: dict[str, str]) -> Comparison:
    if asked["source"] == "stored":
        return simulator.replay_stored(access.reading(), form)
    return simulator.replay_made_up(access.reading(), form, asked["count"], asked["seed"])
