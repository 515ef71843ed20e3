"""Words for measures that are made up for measuring time.

Belongs here: offers with a description and a field, and mottoes. Does not belong here: whole lists
with known truth (``foerderlupe.synth``).
"""

OFFERS = (
    ("Sprachcafé", "Begegnung und Gespräche auf Deutsch in kleiner Runde", "Sprache"),
    ("Deutschkurs", "Unterricht auf den Stufen A1 bis B1 mit Kinderbetreuung", "Sprache"),
    ("Jobpaten", "Ehrenamtliche begleiten bei Bewerbung und Anerkennung", "Arbeit"),
    ("Bewerbungswerkstatt", "Lebenslauf, Anschreiben und Vorstellungsgespräch üben", "Arbeit"),
    ("Elternmentoren", "Geschulte Mütter und Väter beraten zu Schule und Kita", "Bildung"),
    ("Lernhilfe", "Unterstützung bei den Hausaufgaben an drei Nachmittagen", "Bildung"),
    ("Gesundheitslotsen", "Wegweiser durch Arztpraxen, Kassen und Vorsorge", "Gesundheit"),
    ("Psychosoziale Beratung", "Gespräche in mehreren Sprachen nach Flucht", "Gesundheit"),
    ("Wohnraumakquise", "Vermittlung von Wohnungen und Begleitung der Mietenden", "Wohnen"),
    ("Interkultureller Garten", "Gemeinsam pflanzen, kochen und feiern", "Begegnung"),
    ("Fahrradwerkstatt", "Räder reparieren und dabei ins Gespräch kommen", "Begegnung"),
    ("Theaterprojekt", "Stücke entwickeln und öffentlich aufführen", "Kultur"),
    ("Sport verbindet", "Offenes Training mit Übungsleitungen im Verein", "Sport"),
    ("Kulturdolmetscher", "Schulung und Einsatz von Sprachmittelnden bei Ämtern", "Verwaltung"),
    ("Sozialbegleitung", "Aufsuchende Hilfe in der Anschlussunterbringung", "Beratung"),
    ("Demokratiewerkstatt", "Seminare zu Grundrechten und Beteiligung", "Teilhabe"),
)
MOTTOS = (
    *("Ankommen", "Brücke", "Horizont", "Kompass", "Miteinander", "Startklar", "Wegweiser"),
    *("Vielfalt", "Offene Tür", "Lichtblick", "Perspektive", "Rückenwind", "Anker", "Mosaik"),
    *("Gemeinsam", "Zukunft", "Aufwind", "Windrad", "Wurzeln", "Treffpunkt", "Leuchtturm"),
)
