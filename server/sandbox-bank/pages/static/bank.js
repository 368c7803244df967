// The approvals page shows a new request by itself; every other page has nothing to do here.
const list = document.getElementById('approvals');
if (list) {
  setInterval(async () => {
    try {
      const pending = await (await fetch('/approvals/pending')).json();
      if (pending.join(' ') !== list.dataset.shown) location.reload();
    } catch {
      // Offline for a moment: what is shown stays, and is asked for again.
    }
  }, 1000);
}
