/**
 * Says how many entries the filters leave. The filters themselves are in the style sheet, so that they work without
 * scripts.
 */
export const script = `
const form = document.querySelector('.filters');
const status = form.querySelector('[role=status]');
const all = status.textContent;
const total = document.querySelectorAll('.entry').length;
const sayShown = () => {
  const wanted = [...form.querySelectorAll(':checked')].map(({ value }) => '.entry.' + value);
  const shown = wanted.length === 0 ? total : document.querySelectorAll(wanted.join()).length;
  status.textContent =
    wanted.length === 0 ? all : shown.toLocaleString('en-US') + ' of ' + total.toLocaleString('en-US') + ' entries';
};
form.addEventListener('change', sayShown);
form.addEventListener('reset', () => setTimeout(sayShown));
`;
