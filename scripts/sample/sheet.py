"""A contact sheet: every figure small, with its id, for the eye of whoever changed one."""

from PIL import Image, ImageDraw

CELL_WIDTH, CELL_HEIGHT, COLUMNS = 340, 270, 6


def contact_sheet(drawn: list) -> Image.Image:
    rows = -(-len(drawn) // COLUMNS)
    sheet = Image.new('RGB', (COLUMNS * CELL_WIDTH, rows * CELL_HEIGHT), '#888888')
    pen = ImageDraw.Draw(sheet)
    for index, (name, picture) in enumerate(drawn):
        x, y = index % COLUMNS * CELL_WIDTH, index // COLUMNS * CELL_HEIGHT
        small = picture.convert('RGB')
        small.thumbnail((CELL_WIDTH - 8, CELL_HEIGHT - 22), Image.Resampling.LANCZOS)
        sheet.paste(small, (x + 4, y + 16))
        pen.text((x + 6, y + 2), name, fill='white')
    return sheet
