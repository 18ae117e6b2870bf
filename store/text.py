import unicodedata


def fold(text: str) -> str:
    marks = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char for char in marks if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in kept).split())
