// What the last build of a live preview said, at the foot of each page.
{
  const show = async () => {
    const response = await fetch('/faq-live.json', { cache: 'no-store' })
    if (!response.ok) return
    const { failure, messages } = await response.json()
    const host = document.createElement('div')
    const root = host.attachShadow({ mode: 'open' })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`
      :host { position: fixed; inset: auto 0 0 0; z-index: 9999 }
      details { max-height: 45vh; overflow: auto; color: #fff; background: #7a1f12;
        font: 14px/1.45 system-ui, sans-serif }
      summary { padding: .5rem 1rem; cursor: pointer; font-weight: 600 }
      a { color: inherit }
      summary:focus-visible { outline: 3px solid #fff; outline-offset: -3px }
      pre { margin: 0; padding: .6rem 1rem; border-top: 1px solid #ffffff40;
        font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere }
      .good { color: #fff; background: #1d5a34; font: 13px/1.4 system-ui, sans-serif;
        padding: .15rem 1rem }`)
    root.adoptedStyleSheets = [sheet]
    const texts = [...(failure ? [failure] : []), ...messages.map(([text]) => text)]
    if (texts.length) {
      const details = document.createElement('details')
      details.open = true
      const summary = document.createElement('summary')
      summary.textContent = texts.length === 1 ? 'One thing to mend' : `${texts.length} things to mend`
      details.append(summary)
      for (const text of texts) {
        const pre = document.createElement('pre')
        const [, words, address] = /^(.*?)(https?:\/\/\S+)?$/s.exec(text)
        pre.textContent = words
        if (address) {
          const link = document.createElement('a')
          link.href = link.textContent = address
          pre.append(link)
        }
        details.append(pre)
      }
      root.append(details)
    } else {
      const good = document.createElement('div')
      good.className = 'good'
      good.textContent = 'Live preview: nothing to mend'
      root.append(good)
    }
    host.setAttribute('role', 'status')
    document.body.append(host)
  }
  show()
}
