// Keeps the end of an element in view while its content grows, until somebody scrolls up.
export function follow(element, page) {
    const slack = 24;
    let follows = true;
    let last = 0;

    // Noted at once: somebody may scroll up before the browser tells of this.
    const toEnd = () => {
        element.scrollTop = element.scrollHeight;
        last = element.scrollTop;
    };
    const set = value => {
        if (follows !== value) {
            follows = value;
            page.invokeMethodAsync('Changed', value);
        }
    };
    const scrolled = () => {
        const below = element.scrollHeight - element.clientHeight - element.scrollTop;
        if (below <= slack) {
            set(true);
        } else if (element.scrollTop < last) {
            set(false);
        }
        last = element.scrollTop;
    };
    const grown = new ResizeObserver(() => { if (follows) { toEnd(); } });

    element.addEventListener('scroll', scrolled, { passive: true });
    grown.observe(element);
    grown.observe(element.firstElementChild);
    toEnd();
    return {
        toEnd() { set(true); toEnd(); },
        stop() { grown.disconnect(); element.removeEventListener('scroll', scrolled); },
    };
}

export async function download(name, stream) {
    const url = URL.createObjectURL(new Blob([await stream.arrayBuffer()], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    URL.revokeObjectURL(url);
}
