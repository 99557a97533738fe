"""A curator brings her own document: uploads it, mends a torn row in its place, saves it as a draft."""

import re

import pytest
from playwright.sync_api import expect

from roadmaps.models import Activity, Roadmap, RoadmapImport

from ..roadmaps.importers.originals import draft_of, rebuilt, seed
from ..roadmaps.importers.papers import write_docx, write_xlsx


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_document_becomes_a_draft(world, visit, size):
    visitor = visit("curator@a1.example", size=size)
    page = visitor.page
    visitor.open("/roadmaps/new/")
    page.locator("a[href='/roadmaps/import/']").click()
    page.set_input_files(
        "[name=document]", {"name": "карта.txt", "mimeType": "text/plain", "buffer": seed("dinskaya")}
    )
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile("/columns/$"))
    page.locator(".wizard-bar > button").click()
    page.wait_for_url(re.compile("/rows/$"))
    doubtful = int(page.locator("#count-doubtful").inner_text())

    row = page.locator(".import-row").first
    row.locator(".import-tools > a").click()
    row.locator("[name=title]").fill("Размещение сведений о наставничестве на сайтах")
    row.locator("[name=deadline]").fill("до 15.10.2021")
    expect(row.locator(".reading.tone-good")).to_contain_text("15 октября 2021")
    row.locator("[name=settled]").check()
    row.locator("button[type=submit]").click()
    expect(row.locator(".import-looked")).to_be_visible()
    expect(page.locator("#count-doubtful")).not_to_have_text(str(doubtful))

    second = page.locator(".import-row").nth(1)
    second.locator("form[action$='/merge/'] button").click()
    expect(second).to_have_class(re.compile("import-removed"))
    second.locator("form[action$='/restore/'] button").click()
    expect(second).not_to_have_class(re.compile("import-removed"))

    page.locator(".wizard-bar > a").click()
    page.wait_for_url(re.compile("/check/$"))
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/roadmaps/\d+/$"))
    roadmap = Roadmap.objects.get()
    assert page.url.endswith(roadmap.get_absolute_url())
    mended = Activity.objects.get(section__roadmap=roadmap, number="1.4")
    assert (mended.deadline, mended.remarks) == ("до 15.10.2021", [])
    with page.expect_download() as download:
        page.locator("a[href$='/document/']").click()
    assert download.value.suggested_filename == "карта.txt"


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize(("slug", "kind", "write"), [("hibiny", "docx", write_docx), ("aban", "xlsx", write_xlsx)])
def test_from_a_document_to_its_draft_in_seven_clicks(world, visit, size, slug, kind, write):
    """The way of a new user who corrects only what is asked for; one join is tried and taken back on the way."""
    visitor = visit("curator@a1.example", size=size)
    page = visitor.page
    visitor.open("/roadmaps/import/")
    document = {"name": f"карта.{kind}", "mimeType": "application/octet-stream", "buffer": write(rebuilt(slug))}
    page.set_input_files("[name=document]", document)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile("/columns/$"))
    asked = not page.locator("[name=track]").input_value()
    if asked:
        page.select_option("[name=track]", "students")
    page.locator(".wizard-bar > button").click()
    page.wait_for_url(re.compile("/rows/$"))

    page.locator(".tabs-link").nth(1).click()
    row = page.locator(".import-row:not(.import-section)").nth(1)
    row.locator("form[action$='/merge/'] button").click()
    expect(row).to_have_class(re.compile("import-removed"))
    page.locator("#import-undo button").click()
    expect(row).not_to_have_class(re.compile("import-removed"))
    assert asked is (slug == "hibiny")
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]

    page.locator(".wizard-bar > a").click()
    page.wait_for_url(re.compile("/check/$"))
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/roadmaps/\d+/$"))
    numbers = Activity.objects.filter(section__roadmap=Roadmap.objects.get()).values_list("number", flat=True)
    assert list(numbers) == [row.number for section in draft_of(slug).sections for row in section.activities]


def test_a_table_pasted_from_word_keeps_its_cells(world, visit):
    """What Word and browsers put on the clipboard has the table as HTML: lists stay in their cells."""
    visitor = visit("curator@a1.example")
    page = visitor.page
    visitor.open("/roadmaps/import/")
    html = (
        "<p>План мероприятий на 2026-2027 учебный год</p><table><tr><td>№</td><td>Мероприятие</td><td>Срок</td></tr>"
    )
    html += "<tr><td>1</td><td><p>Подготовка:</p><ul><li>приказа</li><li>положения</li></ul></td>"
    html += "<td>май 2027</td></tr></table>"
    page.evaluate(
        """html => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", "План\\n№ Мероприятие Срок\\n1 Подготовка:\\nприказа\\nположения\\nмай 2027");
            const field = document.querySelector("[name=pasted]");
            field.focus();
            field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        html,
    )
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(re.compile("/columns/$"))
    [item] = RoadmapImport.objects.get().sheet.activities
    assert (item.title, item.steps, item.deadline) == ("Подготовка:", ("приказа", "положения"), "май 2027")


def test_without_javascript_the_whole_way_is_plain_pages(world, browser, live_server, client):
    context = browser.new_context(java_script_enabled=False)
    client.force_login(world.curator)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/roadmaps/import/")
    document = {"name": "карта.docx", "mimeType": "application/octet-stream", "buffer": write_docx(rebuilt("hibiny"))}
    page.set_input_files("[name=document]", document)
    page.locator("main form button[type=submit]").click()
    page.select_option("[name=track]", "students")
    page.locator(".wizard-bar > button").click()
    page.locator(".import-row .import-tools > a").first.click()
    page.locator("[name=deadline]").fill("май 2022")
    page.locator(".import-row button[type=submit]").click()
    assert "show=all" in page.url
    page.locator("form[action$='/turn/'] button").last.click()
    page.locator(".wizard-bar > a").click()
    page.locator("main form button[type=submit]").click()
    assert page.url.endswith(Roadmap.objects.get().get_absolute_url())
    context.close()
