"""Setup: what a cycle is measured with and against, and what the organisation has set."""

from pages.shared import cached_setup, frame, notices, setup_framework, setup_saving, setup_tabs

here = frame.page(
    "Setup",
    "analyst",
    "What is a cycle measured with and against? "
    "Read or edit its framework, targets, roadmap and roster here: nobody else sees a change before you publish.",
)

with notices.shown():
    cycle = setup_saving.cycle(here.home)
    framework = setup_framework.chosen(here.home, cycle)
    setup = cached_setup.setup(here.home, cycle, framework)
setup_saving.saved(here.home, setup)

for tab, show in setup_tabs.tabs():
    with tab:
        show(here.home, setup)
