using Microsoft.Playwright;

namespace Mesh.Dashboard.Tests.Browser;

/// <summary>Finds what people who use no mouse, or do not see a page well, stumble over.</summary>
internal static class Usability
{
    private const string Faults = """
        () => {
            const shown = e => e.checkVisibility({ visibilityProperty: true });
            const name = e => (e.getAttribute('aria-label') || (e.getAttribute('aria-labelledby') || '').split(' ').map(id => document.getElementById(id)?.textContent ?? '').join('')
                || e.textContent || e.title || e.labels?.[0]?.textContent || e.querySelector('img')?.alt || '').trim();
            const all = selector => [...document.querySelectorAll(selector)].filter(shown);
            const none = (what, selector, isFault) => all(selector).filter(isFault).map(e => `${what}: ${e.outerHTML.slice(0, 120)}`);
            const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
            return [
                ...none('no name', 'a, button, input:not([type=hidden]), select, textarea, [role=button], [role=region], [role=group], [role=img], nav, aside', e => !name(e)),
                ...none('a tab order of its own', '[tabindex]', e => e.tabIndex > 0),
                ...none('a picture without a text', 'img', e => e.getAttribute('alt') === null),
                ...none('a table without headings', 'table', e => !e.querySelector('th')),
                ...none('a table heading without a scope', 'th', e => !e.scope),
                ...none('a row that only a mouse can open', 'tr.row', e => !e.querySelector('a[href], button')),
                ...none('what scrolls, but not by keys', '.scroll', e => e.scrollHeight > e.clientHeight && e.tabIndex < 0),
                ...none('what is wrong is told beside the field only', '[aria-invalid=true]', e => !document.getElementById(e.getAttribute('aria-describedby'))?.textContent),
                ...ids.filter((id, i) => ids.indexOf(id) != i).map(id => `an id twice: ${id}`),
                ...all('h1').length == 1 ? [] : [`${all('h1').length} headings of the first rank`],
                ...document.querySelector('.shell') ? ['header', 'nav', 'main'].filter(landmark => all(landmark).length == 0).map(landmark => `no ${landmark}`) : [],
                ...document.documentElement.lang ? [] : ['no language'],
                ...document.title ? [] : ['no title'],
            ];
        }
        """;

    // Contrast of texts with what lies behind them: WCAG 2.2, 1.4.3.
    private const string Faint = """
        () => {
            const paint = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
            const read = new Map();
            const rgba = color => {
                if (!read.has(color)) {
                    paint.clearRect(0, 0, 1, 1);
                    paint.fillStyle = color;
                    paint.fillRect(0, 0, 1, 1);
                    read.set(color, [...paint.getImageData(0, 0, 1, 1).data]);
                }
                return read.get(color);
            };
            const over = (front, back) => front.slice(0, 3).map((value, i) => (value * front[3] + back[i] * (255 - front[3])) / 255);
            // Not everything lies on what it belongs to.
            const holds = (e, x, y) => { const r = e.getBoundingClientRect(); return r.left <= x && x <= r.right && r.top <= y && y <= r.bottom; };
            const behind = (e, x, y) => {
                if (e === null) return [255, 255, 255];
                const own = holds(e, x, y) ? rgba(getComputedStyle(e).backgroundColor) : [0, 0, 0, 0];
                return own[3] === 255 ? own : over(own, behind(e.parentElement, x, y));
            };
            const light = color => color.slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
            const faint = new Map();
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const e = texts.currentNode.parentElement;
                if (!texts.currentNode.data.trim() || !e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || e.closest('svg, option, :disabled, [aria-disabled=true], .visually-hidden, .skip, script, style')) {
                    continue;
                }
                const [box, style] = [e.getBoundingClientRect(), getComputedStyle(e)];
                const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
                const top = document.elementFromPoint(x, y);
                if (!top || !(top.contains(e) || e.contains(top))) {
                    continue;
                }
                const back = behind(e, x, y);
                const [one, other] = [light(over(rgba(style.color), back)), light(back)].sort((a, b) => b - a);
                const ratio = (one + .05) / (other + .05);
                if (ratio < (parseFloat(style.fontSize) >= 24 ? 3 : 4.5)) {
                    faint.set(`${e.tagName}.${e.className} ${style.color} on ${back.slice(0, 3).map(Math.round)}`, `contrast ${ratio.toFixed(1)}: “${texts.currentNode.data.trim().slice(0, 40)}”`);
                }
            }
            return [...faint].map(([where, what]) => `${what} (${where})`);
        }
        """;

    /// <summary>What is wrong with a page, in words.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page) => await page.EvaluateAsync<string[]>(Faults);

    /// <summary>Which texts are hard to read in the theme that is shown.</summary>
    public static async Task<IReadOnlyList<string>> FaintAsync(IPage page) => await page.EvaluateAsync<string[]>(Faint);
}
