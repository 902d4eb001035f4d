"""Open pages are told what they have to know, late ones too, and nothing piles up for those that do not listen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from tests.support.loops import run_apart

from sitegen.preview.building import Sheet
from sitegen.preview.reload import Stage

FAILURE = {"title": "1 problem", "problems": [], "more": 0}


async def events(stream: AsyncIterator[str]) -> list[str]:
    """Return what a stream has to tell until it waits."""
    found: list[str] = []
    while True:
        coming = asyncio.ensure_future(anext(stream, "ended"))
        for _ in range(5):
            await asyncio.sleep(0)
        if not coming.done() or coming.result() == "ended":
            coming.cancel()
            return found
        found.append(coming.result())


def told(stage: Stage, built: str) -> list[str]:
    """Return what a page that is of `built` is told, after how to find the server again."""

    async def listen() -> list[str]:
        return await events(stage.stream(built))

    start, *rest = run_apart(listen())
    assert start == "retry: 500\n\n"
    return rest


def sheet(name: str) -> Sheet:
    return Sheet(f"/assets/{name}.css", f"sha384-{name}", name.encode())


def test_a_page_of_this_build_is_told_that_nothing_is_wrong() -> None:
    """So that an overlay of before goes."""
    stage = Stage()
    assert told(stage, stage.built) == ["event: failure\ndata: null\n\n"]


def test_a_page_of_an_older_build_or_another_run_loads_again() -> None:
    """It may have been on its way while the site was built, asleep, or open since another server ran."""
    for built in ("", "other-1", "other-0", Stage().built):
        stage = Stage()
        assert told(stage, built)[0] == f'event: reload\ndata: "{stage.built}"\n\n'
    stage = Stage()
    before = stage.built
    stage.renew()
    assert told(stage, before)[0] == f'event: reload\ndata: "{stage.built}"\n\n'


def test_a_failure_is_told_to_whoever_comes() -> None:
    """The page itself is still the last good one, and is not loaded again."""
    stage = Stage()
    stage.fail(FAILURE)
    assert told(stage, stage.built) == ['event: failure\ndata: {"title":"1 problem","problems":[],"more":0}\n\n']


def test_style_sheets_are_told_by_the_addresses_that_pages_have() -> None:
    """Those of before the last change too, for a page that has slept through one."""
    stage = Stage()
    stage.restyle({"/assets/a.css": sheet("b")})
    stage.restyle({"/assets/b.css": sheet("c")})
    now = '["/assets/c.css","sha384-c"]'
    expected = f'event: styles\ndata: {{"/assets/a.css":{now},"/assets/b.css":{now}}}\n\n'
    assert told(stage, stage.built)[0] == expected
    assert stage.sheet("/assets/c.css") == sheet("c")
    assert stage.sheet("/assets/b.css") == sheet("b")
    assert stage.sheet("/assets/a.css") is None


def test_a_style_sheet_may_be_told_by_the_address_that_built_pages_have() -> None:
    """Though open pages have taken another, which no build came to: both lead to the latest."""
    stage = Stage()
    stage.restyle({"/assets/a.css": sheet("b")})
    stage.restyle({"/assets/a.css": sheet("c")})
    now = '["/assets/c.css","sha384-c"]'
    assert told(stage, stage.built)[0] == (f'event: styles\ndata: {{"/assets/a.css":{now},"/assets/b.css":{now}}}\n\n')


def test_what_was_told_already_is_no_news() -> None:
    """A build says again what was told ahead of it."""

    async def follow() -> list[str]:
        stage = Stage()
        stream = stage.stream(stage.built)
        stage.restyle({"/assets/a.css": sheet("b")})
        for _ in range(3):
            await anext(stream)
        waiting = asyncio.ensure_future(anext(stream))
        await asyncio.sleep(0)
        stage.restyle({"/assets/a.css": sheet("b")})
        stage.renew()
        return [await waiting]

    assert run_apart(follow())[0].startswith("event: reload")


def test_a_style_sheet_that_is_as_it_was_leads_back() -> None:
    """A page that has it is told nothing of it."""
    stage = Stage()
    stage.restyle({"/assets/a.css": sheet("b")})
    stage.restyle({"/assets/b.css": sheet("a")})
    assert told(stage, stage.built)[0] == 'event: styles\ndata: {"/assets/b.css":["/assets/a.css","sha384-a"]}\n\n'


def test_a_page_that_loads_again_needs_no_style_sheets_of_before() -> None:
    """It is built with those of now."""
    stage = Stage()
    stage.restyle({"/assets/a.css": sheet("b")})
    stage.renew()
    assert told(stage, stage.built) == ["event: failure\ndata: null\n\n"]


def test_streams_follow_what_happens_and_end_with_the_server() -> None:
    """Each tells the latest, however much has happened since it was last listened to."""

    async def follow() -> tuple[list[str], list[str], list[str]]:
        stage = Stage()
        stream = stage.stream(stage.built)
        await events(stream)
        first = stage.stream(stage.built)
        await anext(first)
        await anext(first)
        waiting = asyncio.ensure_future(anext(first))
        await asyncio.sleep(0)
        for _ in range(1000):
            stage.renew()
        stage.fail(FAILURE)
        news = [await waiting, *await events(first)]
        last = stage.stream(stage.built)
        await anext(last)
        await anext(last)
        ending = asyncio.ensure_future(anext(last, "ended"))
        await asyncio.sleep(0)
        stage.close()
        return news, [await ending], [stage.built]

    news, ended, (built,) = run_apart(follow())
    assert [event.partition("\n")[0] for event in news] == ["event: reload", "event: failure"]
    assert f'"{built}"' in news[0]
    assert ended == ["ended"]
