import { htmlLimits, linkOf, sanitizeHtml, sanitizeOutgoing } from './sanitize-html.js';
import { textFromHtml } from './html-to-text.js';

const safe = (html: string, ids: string[] = []) => sanitizeHtml(html, new Map(ids.map((id) => [id, id])))!;

/** No element, attribute or address in it may do anything but be read. */
function expectHarmless(html: string) {
  const tags = [...html.matchAll(/<\/?([a-z0-9]+)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/g)];
  // Whatever looks like a tag is one of those: nothing is left for a browser to see otherwise.
  expect(html.split('<').length - 1).toBe(tags.length);
  for (const [, tag, attributes] of tags) {
    expect(tag).not.toMatch(
      /^(?:script|style|svg|math|form|input|button|select|textarea|iframe|object|embed|base|meta|link|template|noscript|xmp|plaintext)$/,
    );
    for (const [, name, value] of attributes!.matchAll(/\s([a-z-]+)(?:="([^"]*)")?/g)) {
      expect(name).not.toMatch(/^(?:on|id$|class$|name$|srcset$|background$|poster$|action$|formaction$)/);
      if (name === 'href') expect(value).toMatch(/^(?:https?:\/\/|mailto:|tel:)/);
      if (name === 'src') expect(value).toMatch(/^cid:/);
      if (name === 'style') expect(value).not.toMatch(/url|expression|position|var\(|@|\\/i);
    }
  }
}

describe('HTML of a stranger', () => {
  // Threats: A059, A060, A061, A062, A064, A071, H01, H02, H03, H04, H08, H11.
  it.each([
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">x</a><a href=" \u00a0\u2003javascript:alert(1)">y</a><a href="java\tscript:alert(1)">z</a>',
    '<a href="vbscript:x">1</a><a href="data:text/html,<script>alert(1)</script>">2</a><a href="//evil.example">3</a><a href="/logout">4</a>',
    '<form action=//evil.example><input name=p><button formaction=//evil.example>x</button><textarea>y</textarea></form>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<svg><style><img src=x onerror=alert(1)></style></svg><noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<template><img src=x onerror=alert(1)></template><xmp><img src=x onerror=alert(1)></xmp>',
    '<div style="position:fixed;top:0;background:url(//evil.example/x);width:100%;color:red">x</div>',
    '<div style="color:expression(alert(1));color:\\65xpression(1);background:var(--x);margin-left:-9999px">x</div>',
    '<img srcset="//evil.example/a 1x" src="//evil.example/b"><table background="//evil.example/c"><video poster="//evil.example/d">',
    '<meta http-equiv=refresh content="0;url=//evil.example"><base href="//evil.example"><link rel=stylesheet href="//evil.example">',
    '<a id="attributes" name="__proto__" class="x" target="_self" href="https://evil.example/">x</a>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe><object data="x"></object><embed src="x"><portal src="x"></portal>',
    '<b title="a" onclick="x" title="&quot;><script>alert(1)</script>">x</b><<script>alert(1)</script>',
    '<p/onmouseover=alert(1)//>x</p><img/src="x"/onerror=alert(1)>',
  ])('is harmless: %s', (html) => {
    expectHarmless(safe(html).html);
    expectHarmless(sanitizeOutgoing(html));
  });

  it('keeps what people write with', () => {
    const html =
      '<h2 dir="rtl">Titre</h2><ul><li><b>a</b></li></ul><table border="1"><tr><td colspan="2" style="text-align:center">x</td></tr></table>';
    expect(safe(html).html).toBe(html.replace('<tr>', '<tr>'));
  });

  // Threats: A064, H07.
  it('shows links as what they are', () => {
    expect(safe('<a href="https://bücher.example/?a=1&b">x</a>').html).toBe(
      '<a href="https://xn--bcher-kva.example/?a=1&amp;b" target="_blank" rel="noopener noreferrer nofollow">x</a>',
    );
    expect(linkOf('mailto:mairie@ville.example')).toBe('mailto:mairie@ville.example');
    expect(linkOf('ftp://example.org')).toBeUndefined();
  });

  // Threats: A072, H05.
  it('asks nobody for an image until somebody asks for it', () => {
    const { html, remoteImages } = safe(
      '<img src="https://a.example/1.png"><img src="http://a.example/2.png"><img src="https://a.example/1.png"><img src="ftp://a.example/3">',
    );
    expect(html).toBe('<img data-remote="0" /><img data-remote="1" /><img data-remote="0" /><img />');
    expect(remoteImages).toEqual(['https://a.example/1.png', 'http://a.example/2.png']);
  });

  // Threats: H09.
  it('shows only images that came with it', () => {
    expect(safe('<img src="cid:a@x"><img src="cid:b@x"><img src="cid:../../etc">', ['a@x']).html).toBe(
      '<img src="cid:a@x" /><img /><img />',
    );
  });

  // Threats: A091, A094, H06.
  it.each([
    ['too deep', '<div>'.repeat(htmlLimits.depth + 1)],
    ['too many tags', '<i>x</i>'.repeat(htmlLimits.tags + 1)],
    ['too large', 'x'.repeat(htmlLimits.bytes + 1)],
  ])('is not shown when it is %s', (_, html) => expect(sanitizeHtml(html, new Map())).toBeNull());
});

describe('the quoted tail', () => {
  it.each([
    [
      'of Thunderbird',
      '<p>oui</p><div class="moz-cite-prefix">Le 2 nov. :</div><blockquote type="cite"><p>non</p></blockquote>',
      '<p>oui</p>',
    ],
    ['of Apple Mail', 'oui<div><br><blockquote type="cite">non</blockquote></div>', 'oui'],
    ['of Yahoo', '<div>oui</div><div class="yahoo_quoted">non</div>', '<div>oui</div>'],
    [
      'of Outlook on the web',
      '<div>oui</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">De : x</div><div>non</div>',
      '<div>oui</div>',
    ],
  ])('%s is folded', (_, html, shown) => {
    const result = safe(html).html;
    expect(result.startsWith(shown)).toBe(true);
    expect(result.match(/<div data-quoted>/g)).toHaveLength(1);
    expect(result.indexOf('non')).toBeGreaterThan(result.indexOf('<div data-quoted>'));
  });

  it.each([
    ['an answer below the quote', '<blockquote type="cite">question</blockquote><p>réponse</p>'],
    [
      'answers between quotes',
      '<p>voici</p><div class="gmail_quote"><blockquote>a ?</blockquote><p>oui</p><blockquote>b ?</blockquote><p>non</p></div>',
    ],
    ['nothing but a quote', '<blockquote type="cite">tout</blockquote>'],
    ['the claim of a sender', '<p>a</p><div data-quoted data-mark="whole">b</div>'],
  ])('hides no word of %s', (_, html) => expect(safe(html).html).not.toContain('data-quoted'));
});

describe('the words of HTML', () => {
  it.each([
    ['<p>a</p><p>b<br>c</p>', 'a\n\nb\nc'],
    ['<ul><li>a</li><li>b</li></ul>', '- a\n- b'],
    ['<blockquote>a<br>b</blockquote>c', '> a\n> b\n\nc'],
    ['a &amp; b&nbsp;&eacute;&#233;&#x1F600; &lt;p&gt;', 'a & b éé😀 <p>'],
    ['&check; &Hat; &nosuchname; &#150; &#0; 3 &lt 4', '✓ ^ &nosuchname; – \uFFFD 3 < 4'],
    ['<style>x</style><script>y</script>a<!-- z -->b', 'ab'],
    ['<pre>a\n  b</pre>', 'a\n  b'],
    ['1 < 2 > 0', '1 < 2 > 0'],
    ['<a title="a>b">x</a', 'x'],
  ])('%j', (html, text) => expect(textFromHtml(html)).toBe(text));
});
