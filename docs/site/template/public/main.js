// What the template leaves out for people who use a keyboard or a screen reader. Parts of a page are drawn late, so the page is looked at again when it changes.
function mend() {
  document.getElementById('logo')?.setAttribute('alt', '')                              // the name is beside it
  document.getElementById('autocollapse')?.setAttribute('aria-label', 'Site')
  document.querySelectorAll('nav#toc, nav.toc').forEach(toc => toc.setAttribute('aria-label', 'Contents'))
  document.getElementById('affix')?.setAttribute('aria-label', 'This page')
  document.querySelectorAll('pre > code, .table-responsive').forEach(region => region.setAttribute('tabindex', '0'))
  document.querySelectorAll('a.dropdown-toggle:not([href])').forEach(toggle => {
    toggle.setAttribute('role', 'button')
    toggle.setAttribute('tabindex', '0')
    toggle.setAttribute('aria-label', 'Change theme')
  })
  document.querySelectorAll('#affix h5').forEach(heading => {
    heading.setAttribute('role', 'heading')
    heading.setAttribute('aria-level', '2')
  })
}

export default {
  iconLinks: [],
  start() {
    mend()
    new MutationObserver(mend).observe(document.body, { childList: true, subtree: true })
  }
}
