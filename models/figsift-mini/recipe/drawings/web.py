"""Web pages, dashboards and phone apps."""

from ..figure import choice, kind, sample
from . import colours, inner, mini
from .gui import gui_look, skin, title_bar, widget
from .names import BUTTONS, FIELDS, labels, package
from .pen import Look, Pen
from .story import Story, listed, number


@kind('web page screenshot', 'screenshot', ('screenshot of the web interface', 'web interface', 'web page', 'screenshot of the website', 'browser-based interface', 'web application', 'landing page', 'online portal', 'search page', 'web portal'), weight=1.5)
def web_page(rng, domain):
    dark, paper, field, ink, accent_name, accent = skin(rng)
    paper = paper if dark else choice(rng, ((255, 255, 255), (250, 250, 252), (245, 247, 250)))
    pen = Pen(rng, rng.uniform(520, 900), rng.uniform(340, 640), gui_look(paper, ink, rng))
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
        if rng.random() < .5:
            inner.paste_whole(pen, inner.picture(rng, domain, ('street map', 'station map', 'regional choropleth'))[0], x, y, w, pen.height - y - 14)
        else:
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
    dark, paper, field, ink, accent_name, accent = skin(rng)
    pen = Pen(rng, rng.uniform(560, 900), rng.uniform(340, 560), gui_look(paper, ink, rng))
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
    dark, paper, field, ink, accent_name, accent = skin(rng)
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
                widget(pen, rng, x + 16, y + 62 + row * 42, w - 32, str(choice(rng, ('slider', 'entry', 'menu', 'check'))), str(choice(rng, FIELDS)), field, ink, accent)
            pen.rect(x + 24, y + h - 80, w - 48, 28, accent, radius=14)
            pen.text(x + w / 2, y + h - 66, choice(rng, BUTTONS), 11, colours.readable(accent))
    story = Story(rng, domain, 'phone app').set(n=number(count), c=accent_name)
    story.lead('{noun} (of|for) {subject}.', '(Screens|Screenshots|Views) of the (mobile|smartphone|Android|iOS) app (for|of) {subject}.', 'The {pkg} app on a (phone|smartphone|mobile device).')
    story.note('{n} (screens|views|screenshots) (are|is) shown.' if count > 1 else 'One screen is shown.', 'The (header|title bar|top bar) of the app is {c}.', '(Participants|Users) (enter|record|view|collect) (data|measurements|observations) (on|with) (their|the) (phone|phones).')
    return story.finish(pen.done(), colours=[accent_name], count=count)
