import { expect, test } from 'vitest';
import { logoProblem } from './logo-rules.ts';

const ROOT = 'xmlns="http://www.w3.org/2000/svg" width="96" height="48" viewBox="0 0 96 48"';
const svg = (inside: string, root = ROOT) => new TextEncoder().encode(`<svg ${root}>${inside}</svg>`);

function png(width: number, height: number, extraBytes = 0): Uint8Array {
  const bytes = new Uint8Array(33 + extraBytes);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

test('a drawing of plain shapes passes, with gradients of its own, and so does a picture of points', () => {
  const shapes = `<?xml version="1.0" encoding="UTF-8"?><!-- drawn by hand --><svg ${ROOT}><title>A &gt; B is not needed</title></svg>`;
  expect(logoProblem('logo.svg', new TextEncoder().encode(shapes.replace(' &gt; B', '')))).toBeNull();
  const gradient = '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><rect fill="url(#a)"/>';
  expect(logoProblem('logo.svg', svg(gradient))).toBeNull();
  expect(logoProblem('logo.png', png(512, 128))).toBeNull();
});

test.each([
  ['a script', svg('<script>alert(1)</script>'), 'holds <script>'],
  ['a script by another name', svg('<SCRIPT>alert(1)</SCRIPT>'), 'holds <SCRIPT>'],
  ['a script of a namespace', svg('<svg:script>1</svg:script>'), 'holds <svg:script>'],
  ['a page', svg('<foreignObject></foreignObject>'), 'holds <foreignObject>'],
  ['a style sheet', svg('<style>path{fill:red}</style>'), 'holds <style>'],
  ['a picture from elsewhere', svg('<image href="https://a.example/x.png"/>'), 'holds <image>'],
  ['what grows by reference', svg('<use href="#a"/>'), 'holds <use>'],
  ['an animation', svg('<animate attributeName="x"/>'), 'holds <animate>'],
  ['a script at an event', svg('<path onclick="alert(1)"/>'), '<path> has onclick'],
  ['a script at its loading', svg('', `${ROOT} onload="alert(1)"`), '<svg> has onload'],
  ['a link', svg('<path href="https://a.example"/>'), '<path> has href'],
  ['an old link', svg('<path xlink:href="#a"/>'), '<path> has xlink:href'],
  ['a style', svg('<path style="fill:red"/>'), '<path> has style'],
  ['a colour from elsewhere', svg('<path fill="url(https://a.example/x)"/>'), 'an address in fill'],
  ['an address in disguise', svg('<path fill="&#106;avascript:1"/>'), 'an entity in fill'],
  [
    'an entity',
    new TextEncoder().encode(`<!DOCTYPE svg [<!ENTITY a "b">]><svg ${ROOT}>&a;</svg>`),
    'is no SVG of plain',
  ],
  ['words behind a mark of data', svg('<![CDATA[<script>]]>'), 'holds <script>'],
  ['an attribute without quotes', svg('<path onclick=alert(1) />'), 'is no SVG of plain'],
  ['a tag that does not end', svg('<path onclick="alert(1)"'), 'is no SVG of plain'],
  [
    'a style sheet for all of it',
    new TextEncoder().encode(`<?xml-stylesheet href="a.css"?><svg ${ROOT}/>`),
    'is no SVG of plain',
  ],
  ['no size', svg('', 'viewBox="0 0 9 9"'), 'needs width, height'],
  ['a size in percent', svg('', 'width="100%" height="100%" viewBox="0 0 9 9"'), 'needs width, height'],
  ['letters of another code', new Uint8Array([0x3c, 0xff, 0xfe]), 'not written in UTF-8'],
  ['no tag at all', new TextEncoder().encode('logo'), 'is no SVG of plain'],
  ['another root', new TextEncoder().encode('<g/><svg/>'), 'needs width, height'],
  ['a heavy file', svg(`<path d="${'M0 0'.repeat(13_000)}"/>`), 'bytes and may be 49152'],
  ['a large picture', svg('', 'width="2000" height="2000" viewBox="0 0 9 9"'), 'is 2000 by 2000 pixels'],
  ['a ribbon', svg('', 'width="900" height="100" viewBox="0 0 9 1"'), 'one side may be 8 times the other'],
])('an SVG with %s is refused', (_what, bytes, words) => {
  expect(logoProblem('logo.svg', bytes)).toContain(words);
});

test.each([
  ['another kind of file', svg('<path/>'), 'is no PNG'],
  ['a file that ends early', png(9, 9).subarray(0, 20), 'is no PNG'],
  ['no points', png(0, 9), 'is a PNG without a size'],
  ['too many points', png(1025, 900), 'is 1025 by 900 pixels'],
  ['too many bytes', png(9, 9, 48 * 1024), 'bytes and may be 49152'],
])('a PNG with %s is refused', (_what, bytes, words) => {
  expect(logoProblem('logo.png', bytes)).toContain(words);
});
