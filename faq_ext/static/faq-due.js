// Shows, by the reader's clock, which answers are due for a new review: the page names the day, and cannot know today.
const today = new Date().toISOString().slice(0, 10);
for (const notice of document.querySelectorAll("[data-due]")) notice.hidden = notice.dataset.due >= today;
