// Focuses an element as soon as that is possible: a dialog is still closed when its content first renders.
export function focus(element) {
    let tries = 120;
    const attempt = () => {
        element.focus();
        if (document.activeElement !== element && --tries > 0 && element.isConnected) {
            requestAnimationFrame(attempt);
            return;
        }

        // Fluent UI gives its dialog no name; a screen reader says it before the field.
        const host = element.closest('fluent-dialog');
        if (host?.dialog) {
            host.dialog.ariaLabel = host.querySelector('h2')?.textContent ?? '';
        }
    };
    attempt();
}
