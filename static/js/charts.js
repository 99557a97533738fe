// Bar charts: <canvas data-chart="id"> is drawn from <script type="application/json" id="id">
// {"labels": [...], "series": [{"label": "...", "data": [...]}]}. The figures stand in a table beside it.
const COLOURS = ["#1f5fae", "#b35c00", "#2f7d4f", "#7a4aa0"];
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

for (const canvas of document.querySelectorAll("canvas[data-chart]")) {
  const { labels, series } = JSON.parse(document.getElementById(canvas.dataset.chart).textContent);
  const datasets = series.map(({ label, data }, place) => ({ label, data, backgroundColor: COLOURS[place % COLOURS.length] }));
  new Chart(canvas, {
    type: "bar",
    data: { labels, datasets },
    options: {
      maintainAspectRatio: false,
      animation: still ? false : { duration: 300 },
      plugins: { legend: { display: series.length > 1 } },
      scales: { x: { grid: { display: false } }, y: { beginAtZero: true, ticks: { precision: 0 } } },
    },
  });
}
