/** Sorts a table by the column whose heading is pressed. Without it the page is whole, only not sortable. */
export const REPORT_SCRIPT = `
for (const table of document.querySelectorAll('table[data-sortable]')) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    if (head.textContent === '') return;
    const button = document.createElement('button');
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      const isUp = head.getAttribute('aria-sort') !== 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', isUp ? 'ascending' : 'descending');
      const keyOf = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent;
      const rows = [...table.tBodies[0].rows].sort((one, other) => {
        const [first, second] = [keyOf(one), keyOf(other)];
        const order = first - second || String(first).localeCompare(String(second));
        return isUp ? order : -order;
      });
      table.tBodies[0].append(...rows);
    });
  });
}
`;
