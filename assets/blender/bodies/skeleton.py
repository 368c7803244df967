"""The rest pose, read from the same file as the rig reads it, and which bones move which point."""
import json
import os

import numpy as np

PATH = os.path.join(os.path.dirname(__file__), "../../../client/avatars/skeleton.json")
DATA = json.load(open(PATH))
FINGERS = ["thumb", "index", "middleFinger", "ring", "little"]
MIRROR = np.array((-1.0, 1.0, 1.0))


def _rest():
    rest = {name: np.array(at[1:], float) for name, at in DATA["middle"].items()}
    for side in ("left", "right"):
        turn = MIRROR if side == "left" else np.ones(3)
        for name, at in DATA["side"].items():
            rest[f"{side}.{name}"] = np.array(at[1:], float) * turn
        for finger in FINGERS:
            for i, at in enumerate(DATA["hand"][finger]):
                rest[f"{side}.{finger}{i + 1}"] = hand_to_body(np.array(at)) * turn
    return rest


def hand_to_body(points):
    """From a right hand's own frame (fingers -z, back y) into the rest pose."""
    side = {name: np.array(at[1:], float) for name, at in DATA["side"].items()}
    d = side["hand"] - side["lowerArm"]
    d /= np.linalg.norm(d)
    back = np.array((-d[1], d[0], 0))
    x = np.cross(back, -d)
    return side["hand"] + np.asarray(points) @ np.stack([x, back, -d])


REST = _rest()
BONES = list(REST)
INDEX = {name: i for i, name in enumerate(BONES)}


def step(value, low, high):
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def _empty(points):
    return np.zeros((len(points), len(BONES)))


def head_weights(points):
    w = _empty(points)
    y = points[:, 1]
    head = step(y, 1.455, 1.53)
    neck = (1 - head) * step(y, 1.39, 1.44)
    jaw_front = step(-points[:, 2], 0.02, 0.07)
    jaw = head * jaw_front * (1 - step(y, 1.512, 1.531)) * step(y, 1.47, 1.485)
    w[:, INDEX["head"]] = head - jaw
    w[:, INDEX["jaw"]] = jaw
    w[:, INDEX["neck"]] = neck
    w[:, INDEX["chest"]] = 1 - head - neck
    return w


def hair_weights(points):
    """What hangs below the chin comes along with neck and chest."""
    w = _empty(points)
    y = points[:, 1]
    head = step(y, 1.40, 1.52)
    neck = (1 - head) * step(y, 1.30, 1.42)
    w[:, INDEX["head"]] = head
    w[:, INDEX["neck"]] = neck
    w[:, INDEX["chest"]] = 1 - head - neck
    return w


def only(points, bone):
    w = _empty(points)
    w[:, INDEX[bone]] = 1
    return w


def _arm(points, side):
    """Share of the arm, and how far along it: upper arm 0 to 1, lower arm 1 to 2."""
    a, b, c = (REST[f"{side}.{name}"] for name in ("upperArm", "lowerArm", "hand"))
    upper, lower = np.linalg.norm(b - a), np.linalg.norm(c - b)
    d = (c - a) / np.linalg.norm(c - a)
    along = (points - a) @ d
    off = np.linalg.norm(points - a - np.outer(along, d), axis=1)
    share = step(along, -0.045, 0.05) * (1 - step(off, 0.075, 0.125))
    share = np.maximum(share, (along > 0.2) * (1 - step(off, 0.1, 0.16)))
    return share, along, upper, upper + lower


def outfit_weights(points, skirt=False):
    w = _empty(points)
    x, y = points[:, 0], points[:, 1]
    left = np.ones(len(points))
    for side, sign in (("left", -1), ("right", 1)):
        share, along, elbow, wrist = _arm(points, side)
        share = np.where(x * sign > 0, share, 0)
        bend = step(along, elbow - 0.045, elbow + 0.045)
        hand = step(along, wrist - 0.005, wrist + 0.02)
        w[:, INDEX[f"{side}.upperArm"]] += share * (1 - bend)
        w[:, INDEX[f"{side}.lowerArm"]] += share * bend * (1 - hand)
        w[:, INDEX[f"{side}.hand"]] += share * bend * hand
        left -= share
    leg = 1 - step(y, 0.80, 0.97)
    if skirt:
        leg = leg * (1 - 0.15 * step(y, 0.46, 0.6))
    for side, sign in (("left", -1), ("right", 1)):
        half = step(x * sign, -0.09 if skirt else -0.02, 0.09 if skirt else 0.02)
        share = left * leg * half
        knee = 1 - step(y, 0.45, 0.56)
        ankle = 1 - step(y, 0.075, 0.14)
        if skirt:
            knee = 1 - step(y, 0.40, 0.50)
        w[:, INDEX[f"{side}.thigh"]] += share * (1 - knee)
        w[:, INDEX[f"{side}.shin"]] += share * knee * (1 - ankle)
        w[:, INDEX[f"{side}.foot"]] += share * knee * ankle
    trunk = left * (1 - leg)
    clavicle = step(np.abs(x), 0.06, 0.16) * step(y, 1.27, 1.36) * 0.75
    for side, sign in (("left", -1), ("right", 1)):
        w[:, INDEX[f"{side}.shoulder"]] += np.where(x * sign > 0, trunk * clavicle, 0)
    trunk = trunk * (1 - clavicle)
    neck = step(y, 1.425, 1.465) * (np.abs(x) < 0.09)
    chest = step(y, 1.12, 1.24)
    spine = step(y, 0.98, 1.10)
    w[:, INDEX["neck"]] += trunk * neck
    trunk = trunk * (1 - neck)
    w[:, INDEX["chest"]] += trunk * chest
    w[:, INDEX["spine"]] += trunk * (1 - chest) * spine
    w[:, INDEX["hips"]] += trunk * (1 - chest) * (1 - spine)
    return w


def packed(weights):
    """The four greatest of each point: bone indices and bytes that sum to 255."""
    order = np.argsort(-weights, axis=1)[:, :4]
    top = np.take_along_axis(weights, order, axis=1)
    top = top / top.sum(axis=1, keepdims=True)
    out = np.round(top * 255).astype(int)
    out[:, 0] += 255 - out.sum(axis=1)
    order = np.where(out > 0, order, 0)
    return order, out
