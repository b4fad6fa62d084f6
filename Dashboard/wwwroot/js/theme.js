// Runs before the first paint: what was chosen last (Fluent UI remembers it), or what the system prefers.
(() => {
    const chosen = () => {
        try {
            return JSON.parse(localStorage.getItem('fluentui-blazor:theme-settings'))?.mode;
        } catch {
            return undefined;
        }
    };
    const show = dark => document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
    const mode = chosen();
    show(mode === 'dark' || (mode !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches));
    document.addEventListener('DOMContentLoaded', () => document.body.addEventListener('themeChanged', e => show(e.detail.isDark)));
})();
