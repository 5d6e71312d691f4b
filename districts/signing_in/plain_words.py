"""Passwords a child can read, say and type: three plain words.

256 words make 24 bits, which is little: a username's tries are throttled, and nobody guesses a
thousand years' worth of them.
"""

import secrets

_TEXT = """
    acorn amber apple apron arrow autumn bacon badge baker bamboo banana barn basket beach
    beaver berry bird biscuit blanket boat bottle branch bread breeze brick bridge brook brush
    bucket butter button cabin cactus camel camera candle canoe canyon carpet carrot castle
    cedar cello cereal chair chalk cheese cherry circle circus clay cliff clock cloud clover
    coast cocoa coconut comet cookie copper coral corner cotton cousin cradle crayon creek
    cricket crown cube curtain daisy dancer desert diamond dinner dolphin donkey dragon drum
    eagle early easel echo elbow engine fabric falcon farmer feather fence fern field finch
    flame flute forest fossil fountain fox garden gentle giant ginger glacier glove golden goose
    grape grass guitar hammer harbour harvest hazel hedge helmet heron hill honey hopper island
    ivory jacket jelly jigsaw jungle kayak kettle kitten koala ladder lagoon lake lantern lemon
    lily lion lizard lobster lotus lucky magnet mango maple marble market meadow melon mirror
    mitten monkey moon moose morning mosaic mountain muffin museum music needle nest noodle
    north nutmeg oasis ocean olive onion orange orbit orchard otter owl paddle palace panda
    paper parrot peach pebble pelican pencil pepper piano pickle picnic pilot pine planet pocket
    pond pony poppy potato prairie puddle pumpkin puppet purple puzzle quilt rabbit raccoon
    radio raft rainbow raven ribbon river robin rocket rose saddle sailor salmon sandal scarf
    seal seed shadow shell silver sketch sparrow spider spoon spring squash stamp stove sugar
    sunset swallow table teapot thunder tiger timber toffee tomato tower tulip tunnel turtle
    umbrella valley velvet violet walnut whale willow window winter yellow
"""
WORDS = tuple(_TEXT.split())
LENGTH = 3


def plain_password() -> str:
    """Return a new password, like ``otter-maple-kettle``."""
    return "-".join(secrets.choice(WORDS) for _ in range(LENGTH))
