// Draws lines over time with Apache ECharts, in the colours of the page's theme.
const library = '_content/Vizor.ECharts/js/vizor-echarts-bundle-min.js';
let loading;

function load() {
    loading ??= new Promise((loaded, failed) => {
        const script = document.createElement('script');
        script.src = library;
        script.onload = loaded;
        script.onerror = () => failed(new Error(`${library} did not load`));
        document.head.append(script);
    });
    return loading;
}

const digits = value => {
    const size = Math.abs(value);
    return size >= 1000 ? Math.round(value).toLocaleString('en-US') : `${+value.toPrecision(3)}`;
};

function bytes(value) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log(Math.max(1, Math.abs(value))) / Math.log(1024))));
    return `${digits(value / 1024 ** power)} ${units[power]}`;
}

function duration(seconds) {
    const size = Math.abs(seconds);
    return size === 0 ? '0' : size < 1e-3 ? `${digits(seconds * 1e6)} µs` : size < 1 ? `${digits(seconds * 1e3)} ms` : `${digits(seconds)} s`;
}

const writers = {
    duration: () => duration,
    bytes: suffix => value => bytes(value) + suffix,
    percent: () => value => `${digits(value * 100)} %`,
    number: suffix => value => digits(value) + suffix,
};

// The colours of the page as they are now: a chart knows nothing of variables.
function palette(element) {
    const probe = document.createElement('span');
    element.append(probe);
    const read = name => { probe.style.color = `var(${name})`; return getComputedStyle(probe).color; };
    const lines = [...Array(10).keys()].map(i => { probe.className = `c${i}`; return read('--own'); });
    const colors = { lines, text: read('--text'), soft: read('--text-3'), line: read('--line'), surface: read('--surface'), border: read('--line-strong') };
    probe.remove();
    return colors;
}

function options(data, colors) {
    const write = writers[data.kind](data.suffix);
    return {
        animation: false,
        color: colors.lines,
        textStyle: { fontFamily: 'inherit', color: colors.text },
        grid: { left: 12, right: 22, top: 16, bottom: data.lines.length > 1 ? 34 : 8, containLabel: true },
        legend: { show: data.lines.length > 1, type: 'scroll', bottom: 2, icon: 'roundRect', itemWidth: 12, itemHeight: 4, textStyle: { color: colors.soft }, pageTextStyle: { color: colors.soft } },
        tooltip: {
            trigger: 'axis', confine: true, backgroundColor: colors.surface, borderColor: colors.border, textStyle: { color: colors.text },
            valueFormatter: value => value === null || value === undefined ? '–' : write(value), axisPointer: { lineStyle: { color: colors.soft } },
        },
        xAxis: { type: 'time', min: data.times[0], max: data.times.at(-1), axisLine: { lineStyle: { color: colors.border } }, axisLabel: { color: colors.soft, hideOverlap: true }, splitLine: { show: false } },
        yAxis: { type: 'value', axisLabel: { color: colors.soft, formatter: write }, splitLine: { lineStyle: { color: colors.line } } },
        series: data.lines.map(line => ({
            // Of a few values no line would be seen.
            name: line.name, type: 'line', showSymbol: line.values.filter(value => value !== null).length < 12, symbolSize: 5, lineStyle: { width: 2 }, areaStyle: data.lines.length === 1 ? { opacity: .12 } : undefined,
            data: line.values.map((value, i) => [data.times[i], value]),
        })),
    };
}

export async function draw(element) {
    await load();
    const chart = window.echarts.init(element, null, { renderer: 'canvas' });
    let shown;
    const paint = () => { if (shown) { chart.setOption(options(shown, palette(element)), { replaceMerge: ['series'] }); } };
    const sized = new ResizeObserver(() => chart.resize());
    sized.observe(element);
    // Fluent UI tells the body before the page's own colours have changed.
    const themed = () => requestAnimationFrame(paint);
    document.body.addEventListener('themeChanged', themed);
    return {
        show(data) { shown = data; paint(); },
        stop() { sized.disconnect(); document.body.removeEventListener('themeChanged', themed); chart.dispose(); },
    };
}
