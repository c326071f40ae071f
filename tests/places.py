"""Codes of the municipalities and prefectures that tests use by name."""

CHITOSE, KIKUYO, OZU, KUMAMOTO = "012246", "434043", "434035", "430005"
IMARI, YOSHINOGARI, SAGA = "412058", "413275", "410004"
FUKUOKA_CITY, YOKKAICHI, KITAKAMI = "401307", "242021", "032069"
