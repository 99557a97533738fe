"""What a page must be besides right: open to those who cannot see or point, and no wider than a telephone."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 320, "height": 640}
AXE = """
    async () => {
        const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
        const found = await axe.run(document, { runOnly: standards, resultTypes: ["violations"] });
        return found.violations
            .filter(({ impact }) => ["serious", "critical"].includes(impact))
            .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\\n${failureSummary}`));
    }
"""


def barriers(page: Page) -> list[str]:
    """What axe-core calls serious or critical by WCAG 2.2 A and AA."""
    page.evaluate(AXE_SCRIPT)
    return page.evaluate(AXE)


def fits(page: Page) -> bool:
    """Nothing is to be scrolled sideways.

    At 320 px this is the reflow of WCAG 1.4.10: a desk's 1280 px enlarged to 400 %, and so to 200 % (1.4.4) as well.
    Letters alone enlarged in the browser come to the same, since widths of the media are in em.
    """
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
