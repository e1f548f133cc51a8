import { byId } from './dom.js'

const KEY = 'figsift-theme'

/** Light, dark or as the system has it; remembered where the browser lets a file remember. */
export function startTheme() {
  const inputs = [...byId('theme').querySelectorAll('input')]
  const stored = remembered()
  for (const input of inputs) {
    if (input.value === stored) input.checked = true
    input.addEventListener('change', () => {
      apply(input.value)
      try {
        localStorage.setItem(KEY, input.value)
      } catch {}
    })
  }
  apply(stored)
}

function remembered() {
  try {
    return localStorage.getItem(KEY) ?? 'auto'
  } catch {
    return 'auto'
  }
}

/** @param {string} theme */
function apply(theme) {
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  else delete document.documentElement.dataset.theme
}
