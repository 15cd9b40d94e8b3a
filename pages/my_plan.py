"""My plan: what whoever signed in should learn next, quarter by quarter; nobody else's plan opens here."""

import streamlit as st

from pages.shared import frame, led_plans, notices, own_plan, own_reading, pictures, plan_captions, self_checks

here = frame.page(
    "My plan",
    "viewer",
    "What should you learn next, and how will others see that you did? "
    "Your own answers stand beside your own targets here, and nobody else can open them, unless everybody who answered "
    "was told that their manager can.",
)

with notices.shown():
    led = led_plans.opened(here)
    on_file = led or own_plan.on_file(here.home, here.address)
notices.say_if(on_file is None, plan_captions.why_nobody(here.address))
found = on_file or own_plan.of_nobody(here.home)
found = own_reading.against(led or self_checks.answered(here, found))

st.caption(plan_captions.who(found, led is None and self_checks.is_checked()))
judged = own_plan.judged(found, led is None)
made = found.plan(judged)
st.space("small")  # the chart's toolbar floats here
pictures.chart(own_plan.drawing(made, found, here.theme))
st.caption(plan_captions.HOW_TO_READ)
own_reading.show(found, made)

st.subheader("What to work on first", anchor=False)
st.markdown(plan_captions.first(made))
own_plan.judgement(found, led is None)

st.subheader("Your next step in each skill", anchor=False)
for sentence in plan_captions.next_steps(made, found):
    st.markdown(sentence)

st.subheader("Your year", anchor=False)
notices.say_if(not made.quarters, plan_captions.NOTHING_BELOW)
for column, quarter in zip(st.columns(4, gap="medium"), made.quarters, strict=False):
    with column, st.container(border=True, height="stretch"):
        for sentence in plan_captions.quarter(quarter, found):
            st.markdown(sentence)
for sentence in plan_captions.later(made, found):
    st.markdown(sentence)
own_plan.to_take_along(found, made)
