"""Windows, web pages, dashboards and phone apps."""

import numpy as np

from .. import figure
from ..figure import choice, kind, sample
from . import colours, mini
from .names import BUTTONS, CLASSES, FIELDS, FILES, MENUS, labels, package
from .pen import Look, Pen
from .story import Story, listed, number

LIGHT = [((240, 240, 240), (255, 255, 255), (35, 35, 40)), ((236, 233, 216), (255, 255, 255), (20, 20, 20)), ((246, 247, 249), (255, 255, 255), (45, 55, 72)), ((222, 226, 230), (250, 250, 250), (30, 30, 30)), ((212, 208, 200), (255, 255, 255), (0, 0, 0))]
DARK = [((43, 43, 43), (60, 63, 65), (210, 210, 210)), ((30, 30, 46), (49, 50, 68), (205, 214, 244)), ((33, 37, 41), (52, 58, 64), (222, 226, 230))]


def _skin(rng):
    dark = rng.random() < .22
    paper, field, ink = choice(rng, DARK if dark else LIGHT)
    accent_name, accent = colours.pick(rng, 1, ('blue', 'green', 'orange', 'purple', 'red'))[0]
    return dark, paper, field, ink, accent_name, accent


def _look(paper, ink, rng):
    return Look(paper=paper, ink=ink, family=str(choice(rng, ('sans', 'sans', 'narrow'))), radius=.1, line=1)


def title_bar(pen, rng, text, colour, ink, height=22):
    pen.rect(0, 0, pen.width, height, colour)
    mac = rng.random() < .45
    if mac:
        for index, dot in enumerate(('#ff5f56', '#ffbd2e', '#27c93f')):
            pen.disc(14 + index * 17, height / 2, 5, colours.rgb(dot))
        pen.text(pen.width / 2, height / 2, text, 10.5, ink)
    else:
        pen.text(10, height / 2, text, 10.5, ink, 'lm')
        for index, mark in enumerate(('x', '□', '–')):
            pen.text(pen.width - 14 - index * 22, height / 2, mark, 11, ink)
    return height


def _widget(pen, rng, x, y, w, what, text, field, ink, accent):
    """One control of a side panel; returns its height."""
    if what == 'button':
        pen.rect(x, y + 2, w, 20, accent if rng.random() < .4 else field, (150, 150, 155), 1, 3)
        pen.label(x + w / 2, y + 12, choice(rng, BUTTONS), w - 6, 18, 10, None if rng.random() < .6 else ink)
        return 27
    if what == 'slider':
        pen.text(x, y + 6, text, 9.5, ink, 'lm')
        at = rng.uniform(.1, .9)
        pen.rect(x, y + 17, w, 3, (165, 165, 170), radius=1.5)
        pen.rect(x, y + 17, w * at, 3, accent, radius=1.5)
        pen.disc(x + w * at, y + 18.5, 5.5, accent)
        return 31
    if what == 'check':
        pen.rect(x, y + 4, 11, 11, accent if rng.random() < .5 else field, (130, 130, 135), 1, 2)
        pen.text(x + 17, y + 10, text, 9.5, ink, 'lm')
        return 20
    if what == 'radio':
        for index in range(2):
            pen.disc(x + 6, y + 9 + index * 17, 5.5, field, (120, 120, 125), 1)
            if index == 0:
                pen.disc(x + 6, y + 9, 2.6, accent)
            pen.text(x + 17, y + 9 + index * 17, choice(rng, FIELDS), 9.5, ink, 'lm')
        return 38
    if what == 'entry':
        pen.text(x, y + 6, text, 9.5, ink, 'lm')
        pen.rect(x, y + 14, w, 18, field, (160, 160, 165), 1, 2)
        pen.text(x + 5, y + 23, f'{rng.uniform(0, 100):.2f}' if rng.random() < .6 else choice(rng, FILES), 9, ink, 'lm')
        return 37
    if what == 'menu':
        pen.rect(x, y + 3, w, 19, field, (160, 160, 165), 1, 3)
        pen.text(x + 6, y + 12.5, text[:22], 9.5, ink, 'lm')
        pen.polygon([(x + w - 14, y + 10), (x + w - 6, y + 10), (x + w - 10, y + 15)], ink)
        return 27
    for index, name in enumerate(sample(rng, FILES + CLASSES, 5)):  # a list or a tree
        if index == 1:
            pen.rect(x, y + index * 15, w, 15, accent)
        pen.text(x + 6 + (10 if index % 3 else 0), y + 8 + index * 15, name, 9, ink, 'lm')
    pen.rect(x, y, w, 75, None, (160, 160, 165), 1)
    return 81


def _panel(pen, rng, domain, x, y, w, h, field, ink, accent):
    """Fills a side panel with controls; returns the sorts that were used."""
    names = [quantity.name for quantity in domain.quantities] + list(domain.modules) + FIELDS
    used, bottom = [], y + h - 34
    while y < bottom:
        what = str(choice(rng, ('button', 'slider', 'check', 'check', 'radio', 'entry', 'entry', 'menu', 'list')))
        if y + (80 if what == 'list' else 36) > bottom + 30:
            break
        if rng.random() < .12:
            pen.rect(x - 4, y, w + 8, 17, colours.mix(field, accent, .2))
            pen.text(x, y + 9, str(choice(rng, names)).title()[:24], 10, ink, 'lm', bold=True)
            y += 21
        y += _widget(pen, rng, x, y, w, what, str(choice(rng, names))[:26], field, ink, accent) + 3
        used.append({'button': 'buttons', 'slider': 'sliders', 'check': 'check boxes', 'radio': 'radio buttons', 'entry': 'text fields', 'menu': 'drop-down menus', 'list': 'a file list'}[what])
    return list(dict.fromkeys(used))


@kind('GUI screenshot', 'screenshot', ('screenshot of the graphical user interface', 'graphical user interface', 'screenshot of the GUI', 'GUI screenshot', 'main window', 'user interface', 'screenshot of the main window', 'application window', 'desktop application'), weight=2.6)
def window(rng, domain):
    dark, paper, field, ink, accent_name, accent = _skin(rng)
    pen = Pen(rng, rng.uniform(520, 860), rng.uniform(340, 560), _look(paper, ink, rng))
    name = package(rng)
    y = title_bar(pen, rng, f'{name} - {choice(rng, FILES)}', colours.mix(paper, accent if rng.random() < .35 else (0, 0, 0), .12 if not dark else .3), ink)
    menus = rng.random() < .75
    if menus:
        x = 10
        for text in sample(rng, MENUS, int(rng.integers(4, 9))):
            pen.text(x, y + 10, text, 10, ink, 'lm')
            x += pen.measure(text, 10) + 16
        y += 20
    toolbar = rng.random() < .6
    if toolbar:
        pen.line([(0, y), (pen.width, y)], (170, 170, 170), .7)
        for index in range(int(rng.integers(6, 16))):
            _icon(pen, rng, 10 + index * 27, y + 4, 19)
        y += 29
    status = rng.random() < .5
    low = pen.height - (20 if status else 4)
    if status:
        pen.text(8, pen.height - 10, choice(rng, ('Ready', 'Done.', '3 files loaded', 'x: 132.4 y: 88.1', 'Processing 42 %', 'Connected')), 9, ink, 'lm')
    side, wide = str(choice(rng, ('left', 'right'))), rng.uniform(.2, .36) * pen.width
    px = 8 if side == 'left' else pen.width - wide + 4
    used = _panel(pen, rng, domain, px, y + 8, wide - 20, low - y - 8, field, ink, accent)
    mx, mw, mh = (wide if side == 'left' else 6), pen.width - wide - 8, low - y - 8
    tabs = rng.random() < .35
    if tabs:
        for index, text in enumerate(sample(rng, MENUS, 3)):
            pen.rect(mx + index * 70, y + 3, 68, 20, field if index == 0 else paper, (160, 160, 165), 1)
            pen.text(mx + index * 70 + 34, y + 13, text, 10, ink)
    y, mh = y + (24 if tabs else 4), mh - (22 if tabs else 0)
    grid = choice(rng, ((1, 1), (1, 1), (1, 2), (2, 1), (2, 2)))
    dark_plots, plots = dark or rng.random() < .15, []
    console = rng.random() < .22
    ph = (mh * (.72 if console else 1)) / grid[0]
    scene = rng.random() < .3 and grid == (1, 1)
    for row in range(grid[0]):
        for column in range(grid[1]):
            box = (mx + column * mw / grid[1] + 2, y + row * ph + 2, mw / grid[1] - 4, ph - 4)
            if scene:
                plots.append(_scene(pen, rng, *box))
            else:
                plots.append(mini.PLOT_WORDS[mini.plot(pen, rng, *box, what=str(choice(rng, mini.PLOTS)), dark=dark_plots)])
    if console:
        pen.rect(mx + 2, y + mh * .73, mw - 4, mh * .26, field, (160, 160, 165), 1)
        for index in range(int(mh * .26 / 13)):
            pen.text(mx + 8, y + mh * .73 + 8 + index * 13, f'{choice(rng, (">>>", "[INFO]", "step", "Loaded"))} {choice(rng, FILES)} {rng.random():.3f}', 8.5, ink, 'lm', 'mono')
    story = Story(rng, domain, 'GUI screenshot').set(side=side, other='right' if side == 'left' else 'left', n=number(len(plots)), plots=listed(dict.fromkeys(plots)), c=accent_name, widgets=listed(used[:3] or ['buttons']), theme='dark' if dark else 'light')
    story.lead('{noun} (of|for) (the|the {pkg}) (software|application|program|tool|package).', '(The|The main) window of {pkg}.', '(Graphical user interface|GUI|User interface) of {subject}.', '{noun} (showing|with|displaying) {plots}.', 'The {pkg} (GUI|interface|viewer|editor|application) (showing|displaying|with) {plots}.',
               'Screenshot of (the graphical user interface|the GUI|the user interface|the main window|the application|the program|the viewer) (showing|displaying|during|used for) {object}.', 'Example session (with|in|of) {pkg}.', '(Interactive|Desktop) (application|tool|viewer|interface) for {topic}.')
    story.note('(Controls|Settings|Parameters|Options|The control panel) (are|is) on the {side}, the (plot|result|display|visualisation|view) on the {other}.', 'The panel on the {side} (contains|offers|has|provides) {widgets}.', 'The (main|central) area (shows|displays) {plots}.',
               'A {theme} theme is (used|shown).', 'The window (shows|contains|displays) {n} ' + ('plot.' if len(plots) == 1 else 'plots.'))
    if menus:
        story.note('(The menu bar|Menus) at the top (gives|give|provides|provide) access to (all|the) functions.')
    if toolbar:
        story.note('A toolbar with icons (is|runs) (along|at) the top.')
    if console:
        story.note('(A console|Log messages|The log|A command line) (is|are) (shown|displayed) at the bottom.')
    return story.finish(pen.done(), count=len(plots), sides=True, theme='dark' if dark else 'light')


def _icon(pen, rng, x, y, size):
    colour = colours.pick(rng, 1)[0][1]
    what = int(rng.integers(5))
    if what == 0:
        pen.disc(x + size / 2, y + size / 2, size * .38, colour)
    elif what == 1:
        pen.rect(x + size * .15, y + size * .15, size * .7, size * .7, colour, radius=2)
    elif what == 2:
        pen.polygon([(x + size * .2, y + size * .1), (x + size * .9, y + size / 2), (x + size * .2, y + size * .9)], colour)
    elif what == 3:
        pen.rect(x + size * .22, y + size * .1, size * .56, size * .8, (255, 255, 255), colour, 1.4)
    else:
        pen.disc(x + size * .42, y + size * .42, size * .28, None, colour, 1.6)
        pen.line([(x + size * .62, y + size * .62), (x + size * .88, y + size * .88)], colour, 2)


def _scene(pen, rng, x, y, w, h) -> str:
    """A 3D view as modelling programs show it: a grid in perspective and a few solids."""
    back = choice(rng, ((64, 66, 74), (190, 200, 220), (20, 20, 30), (90, 110, 150), (225, 225, 230)))
    ramp = np.linspace(np.array(back, float) * .8, np.minimum(255, np.array(back, float) * 1.25 + 20), 40).astype(np.uint8)[:, None].repeat(4, 1)
    pen.paste(ramp, x, y, w, h)
    line = colours.mix(back, (255, 255, 255), .3)
    horizon = y + h * .35
    for index in range(-8, 9):
        a, b = x + w / 2 + index * w * .05, x + w / 2 + index * w * .16
        if x < b < x + w:
            pen.line([(a, horizon), (b, y + h)], line, .6)
    for index in range(7):
        level = horizon + (h * .65) * (index / 6) ** 1.7
        pen.line([(x, level), (x + w, level)], line, .6)
    base = np.array(colours.pick(rng, 1)[0][1], float)
    count = int(rng.integers(1, 5))
    for _ in range(count):
        size = min(w, h) * rng.uniform(.1, .26)
        cx, cy = x + w * rng.uniform(.25, .75), y + h * rng.uniform(.4, .75)
        if rng.random() < .5:
            for step in range(14):
                share = 1 - step / 14
                pen.disc(cx - size * .25 * (1 - share), cy - size * .25 * (1 - share), size * share, tuple(int(v) for v in np.minimum(255, base * (.55 + .07 * step))))
        else:
            s = size * .8
            pen.polygon([(cx - s, cy - s * .4), (cx, cy), (cx, cy + s), (cx - s, cy + s * .6)], tuple(int(v * .6) for v in base))
            pen.polygon([(cx + s, cy - s * .4), (cx, cy), (cx, cy + s), (cx + s, cy + s * .6)], tuple(int(v * .8) for v in base))
            pen.polygon([(cx - s, cy - s * .4), (cx, cy - s * .8), (cx + s, cy - s * .4), (cx, cy)], tuple(int(v) for v in np.minimum(255, base * 1.1)))
    pen.rect(x, y, w, h, None, (120, 120, 120), 1)
    return '3D view'


@kind('web page screenshot', 'screenshot', ('screenshot of the web interface', 'web interface', 'web page', 'screenshot of the website', 'browser-based interface', 'web application', 'landing page', 'online portal', 'search page', 'web portal'), weight=1.5)
def web_page(rng, domain):
    dark, paper, field, ink, accent_name, accent = _skin(rng)
    paper = paper if dark else choice(rng, ((255, 255, 255), (250, 250, 252), (245, 247, 250)))
    pen = Pen(rng, rng.uniform(520, 900), rng.uniform(340, 640), _look(paper, ink, rng))
    y = 0
    browser = rng.random() < .7
    if browser:
        y = title_bar(pen, rng, '', (222, 225, 230), (60, 60, 60), 20)
        pen.rect(0, y, pen.width, 24, (240, 241, 243))
        pen.rect(70, y + 4, pen.width - 140, 16, (255, 255, 255), (205, 205, 210), 1, 8)
        pen.text(82, y + 12, f'https://{package(rng).lower()}.org/{choice(rng, ("", "search", "docs", "results", "app"))}', 9, (90, 90, 95), 'lm')
        y += 24
    pen.rect(0, y, pen.width, 34, accent)
    pen.text(16, y + 17, package(rng), 15, colours.readable(accent), 'lm', bold=True)
    x = pen.width - 14
    for text in sample(rng, ('Home', 'About', 'Docs', 'Search', 'Data', 'Download', 'Contact', 'Login', 'Tutorial', 'Browse', 'API'), int(rng.integers(3, 6))):
        pen.text(x, y + 17, text, 10, colours.readable(accent), 'rm')
        x -= pen.measure(text, 10) + 18
    y += 34
    layout = str(choice(rng, ('search', 'cards', 'article', 'table', 'map')))
    left = 0
    sidebar = rng.random() < .45
    if sidebar:
        left = pen.width * .22
        pen.rect(0, y, left, pen.height - y, colours.mix(paper, ink, .06))
        for index, text in enumerate(labels(rng, domain, 9)):
            pen.text(12, y + 20 + index * 21, text[:22], 10, accent if index == 1 else ink, 'lm')
    x, w = left + 18, pen.width - left - 36
    headline = str(choice(rng, domain.topics))
    pen.text(x, y + 24, headline[:44].capitalize(), 17, ink, 'lm', bold=True)
    y += 46
    if layout == 'search':
        pen.rect(x, y, w * .78, 24, field, (170, 170, 175), 1, 4)
        pen.text(x + 8, y + 12, str(choice(rng, domain.objects)), 10.5, (140, 140, 145), 'lm')
        pen.rect(x + w * .8, y, w * .2, 24, accent, radius=4)
        pen.text(x + w * .9, y + 12, 'Search', 11, colours.readable(accent))
        y += 38
        while y < pen.height - 40:
            pen.text(x, y + 6, str(choice(rng, domain.topics))[:52].capitalize(), 11.5, accent if not dark else (138, 180, 248), 'lm')
            for line in range(2):
                pen.rect(x, y + 17 + line * 9, w * rng.uniform(.5, .95), 4, colours.mix(paper, ink, .25))
            y += 46
    elif layout == 'cards':
        columns = int(rng.integers(2, 4))
        cw, rows = w / columns, max(1, int((pen.height - y) // 130))
        for index in range(columns * rows):
            cx, cy = x + (index % columns) * cw, y + (index // columns) * 126
            pen.rect(cx + 4, cy, cw - 8, 116, field, (205, 205, 210), 1, 6)
            mini.plot(pen, rng, cx + 8, cy + 5, cw - 16, 70, dark=dark)
            pen.text(cx + 12, cy + 88, str(choice(rng, domain.modules))[:20].title(), 10, ink, 'lm', bold=True)
            pen.rect(cx + 12, cy + 100, cw * .6, 4, colours.mix(paper, ink, .25))
    elif layout == 'table':
        columns = int(rng.integers(3, 6))
        for row in range(int((pen.height - y - 20) // 22)):
            pen.rect(x, y + row * 22, w, 22, accent if row == 0 else colours.mix(paper, ink, .05) if row % 2 else paper)
            for column in range(columns):
                text = str(choice(rng, FIELDS)) if row == 0 else str(choice(rng, domain.categories))[:14] if column == 0 else f'{rng.uniform(0, 500):.1f}'
                pen.text(x + 8 + column * w / columns, y + row * 22 + 11, text, 10, colours.readable(accent) if row == 0 else ink, 'lm')
    elif layout == 'map':
        mini.plot(pen, rng, x, y, w, pen.height - y - 14, 'map')
        for px, py in rng.random((9, 2)):
            pen.disc(x + w * (.1 + .8 * px), y + (pen.height - y - 14) * (.1 + .8 * py), 6, accent, (255, 255, 255), 1.4)
    else:
        while y < pen.height - 24:
            if rng.random() < .1 and pen.height - y > 150:
                mini.plot(pen, rng, x, y, w * .6, 120, dark=dark)
                y += 132
            pen.rect(x, y, w * (rng.uniform(.86, 1) if rng.random() < .85 else .4), 4.5, colours.mix(paper, ink, .45))
            y += 12 if rng.random() < .85 else 24
    shown = {'search': 'search results', 'cards': 'cards with plots', 'article': 'documentation text', 'table': 'a table of records', 'map': 'an interactive map'}[layout]
    story = Story(rng, domain, 'web page screenshot').set(shown=shown, c=accent_name, theme='dark' if dark else 'light', side='left')
    story.lead('{noun} (of|for) {subject}.', '(Web interface|Website|Web application|Web portal|Online database) for {topic}.', 'Screenshot of the {pkg} (website|web site|web interface|web app|portal|server) showing {shown}.', '(The|The public) {noun} (with|showing) {shown}.', '(Browser|Web) view of {shown} (for|of|in) {subject}.')
    story.note('The page (shows|displays|lists|presents) {shown}.', '(The|A) navigation bar at the top is {c}.', 'The (header|top bar|banner) is {c}.')
    if sidebar:
        story.note('(A|The) (menu|navigation|sidebar|list of entries) is on the {side}.')
    if layout == 'search':
        story.note('(Users|Visitors) can (search|query|filter) (the database|entries|records) by (keyword|name|identifier).')
    return story.finish(pen.done(), colours=[accent_name], sides=True, theme='dark' if dark else 'light')


@kind('dashboard', 'screenshot', ('dashboard', 'screenshot of the dashboard', 'interactive dashboard', 'web dashboard', 'monitoring dashboard', 'data dashboard', 'analytics dashboard'), weight=1.2)
def dashboard(rng, domain):
    dark, paper, field, ink, accent_name, accent = _skin(rng)
    pen = Pen(rng, rng.uniform(560, 900), rng.uniform(340, 560), _look(paper, ink, rng))
    left, y = (pen.width * .16 if rng.random() < .6 else 0), 36
    pen.rect(0, 0, pen.width, 34, colours.mix(field, accent, .8 if rng.random() < .4 else 0))
    pen.text(12, 17, str(choice(rng, domain.topics)).title()[:40], 14, ink, 'lm', bold=True)
    if left:
        pen.rect(0, 34, left, pen.height, colours.dark(accent, .6) if rng.random() < .5 else colours.mix(paper, ink, .1))
        for index, text in enumerate(labels(rng, domain, 7)):
            pen.text(10, 58 + index * 26, text[:16], 9.5, (225, 225, 230) if rng.random() < .5 else ink, 'lm')
    tiles = int(rng.integers(3, 6)) if rng.random() < .7 else 0
    x, w = left + 8, pen.width - left - 16
    if tiles:
        for index, quantity in enumerate(sample(rng, domain.quantities, tiles)):
            tw = w / tiles
            base = colours.pick(rng, 1)[0][1] if rng.random() < .3 else field
            pen.rect(x + index * tw + 3, y + 6, tw - 6, 52, base, radius=5)
            pen.text(x + (index + .5) * tw, y + 24, f'{rng.uniform(1, 999):.{int(rng.integers(3))}f}', 16, colours.readable(base), bold=True)
            pen.label(x + (index + .5) * tw, y + 45, quantity.name, tw - 14, 14, 9, colours.readable(base))
        y += 64
    rows, columns = int(rng.integers(1, 4)), int(rng.integers(2, 4))
    ph, pw, used = (pen.height - y - 10) / rows, w / columns, []
    for row in range(rows):
        column = 0
        while column < columns:
            span = 2 if column + 2 <= columns and rng.random() < .3 else 1
            pen.rect(x + column * pw + 3, y + row * ph + 3, pw * span - 6, ph - 6, field, (200, 200, 205), .7, 5)
            pen.text(x + column * pw + 12, y + row * ph + 13, str(choice(rng, domain.quantities).name)[:28].capitalize(), 9.5, ink, 'lm', bold=True)
            used.append(mini.PLOT_WORDS[mini.plot(pen, rng, x + column * pw + 9, y + row * ph + 23, pw * span - 18, ph - 32, dark=dark)])
            column += span
    story = Story(rng, domain, 'dashboard').set(n=number(len(used)), plots=listed(dict.fromkeys(used)), tiles=number(tiles), theme='dark' if dark else 'light')
    story.lead('{noun} (of|for|showing) {subject}.', '{noun} with {plots}.', '(Web-based|Interactive|Real-time) (dashboard|monitoring) (for|of) {topic}.', 'The {pkg} dashboard (showing|with) {plots}.')
    story.note('The dashboard (combines|shows|contains|has) {n} (panels|charts|plots): {plots}.', 'A {theme} theme is used.', '(Charts|Plots|Panels) are (linked|interactive|updated live|updated in real time).')
    if tiles:
        story.note('{tiles} (tiles|cards|boxes|indicators) at the top (show|give|summarise) (key numbers|summary statistics|current values).')
    if left:
        story.note('(The menu|A navigation bar|The navigation) is on the left.')
    return story.finish(pen.done(), count=len(used), sides=bool(left or tiles), theme='dark' if dark else 'light')


@kind('phone app', 'screenshot', ('mobile app', 'screenshot of the mobile app', 'smartphone application', 'phone app screens', 'app screens', 'mobile user interface', 'mobile application screenshots'), weight=.5)
def phone(rng, domain):
    count = int(rng.integers(1, 5))
    dark, paper, field, ink, accent_name, accent = _skin(rng)
    w, h = rng.uniform(150, 200), rng.uniform(300, 380)
    pen = Pen(rng, max(300, count * (w + 24) + 20), h + 30, Look(paper=(255, 255, 255), ink=ink, family='sans', line=1))
    start = (pen.width - count * (w + 24)) / 2 + 12
    for index in range(count):
        x, y = start + index * (w + 24), 15
        pen.rect(x, y, w, h, (25, 25, 28), radius=20)
        pen.rect(x + 6, y + 18, w - 12, h - 36, paper)
        pen.rect(x + 6, y + 18, w - 12, 28, accent)
        pen.text(x + 16, y + 32, str(choice(rng, domain.modules))[:16].title(), 11, colours.readable(accent), 'lm', bold=True)
        what = int(rng.integers(4))
        if what == 0:
            mini.plot(pen, rng, x + 12, y + 56, w - 24, h * .3, dark=dark)
            mini.plot(pen, rng, x + 12, y + 66 + h * .3, w - 24, h * .3, dark=dark)
        elif what == 1:
            for row in range(int((h - 110) // 34)):
                pen.disc(x + 26, y + 70 + row * 34, 10, colours.pick(rng, 1)[0][1])
                pen.text(x + 44, y + 66 + row * 34, str(choice(rng, domain.categories))[:16], 10, ink, 'lm')
                pen.rect(x + 44, y + 76 + row * 34, w * .45, 3, (170, 170, 175))
        elif what == 2:
            mini.plot(pen, rng, x + 8, y + 48, w - 16, h - 100, 'map')
        else:
            for row in range(4):
                _widget(pen, rng, x + 16, y + 62 + row * 42, w - 32, str(choice(rng, ('slider', 'entry', 'menu', 'check'))), str(choice(rng, FIELDS)), field, ink, accent)
            pen.rect(x + 24, y + h - 80, w - 48, 28, accent, radius=14)
            pen.text(x + w / 2, y + h - 66, choice(rng, BUTTONS), 11, colours.readable(accent))
    story = Story(rng, domain, 'phone app').set(n=number(count), c=accent_name)
    story.lead('{noun} (of|for) {subject}.', '(Screens|Screenshots|Views) of the (mobile|smartphone|Android|iOS) app (for|of) {subject}.', 'The {pkg} app on a (phone|smartphone|mobile device).')
    story.note('{n} (screens|views|screenshots) (are|is) shown.' if count > 1 else 'One screen is shown.', 'The (header|title bar|top bar) of the app is {c}.', '(Participants|Users) (enter|record|view|collect) (data|measurements|observations) (on|with) (their|the) (phone|phones).')
    return story.finish(pen.done(), colours=[accent_name], count=count)
