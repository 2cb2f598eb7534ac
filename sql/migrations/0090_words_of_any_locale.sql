-- Words for search are the same in every locale and every release of PostgreSQL. What is a letter, and which is its small
-- one, is said here: PostgreSQL's parser asks the database's locale, and under C takes every mark beyond ASCII for a letter.

create function plain_text(body text) returns text
  language plpgsql immutable strict parallel safe cost 10 as $$
begin
  if octet_length(body) = length(body) then
    return body;
  end if;
  -- One character for a letter with its accent; no ligatures of print, nothing invisible, no accent left over.
  body := normalize(body, nfc);
  if body ~ e'[\ufb00-\ufb06]' then
    body := replace(replace(replace(replace(body, e'\ufb03', 'ffi'), e'\ufb04', 'ffl'), e'\ufb00', 'ff'), e'\ufb01', 'fi');
    body := replace(replace(replace(body, e'\ufb02', 'fl'), e'\ufb05', 'st'), e'\ufb06', 'st');
  end if;
  return regexp_replace(body, e'[\u00ad\u0300-\u036f\u200c\u200d\u2060\ufeff]', '', 'g');
end $$;
comment on function plain_text(text) is 'The text with composed letters and without soft hyphens, joiners and ligatures; searchable_text has as many characters.';

create function searchable_text(body text) returns text
  language plpgsql immutable strict parallel safe cost 20 as $$
begin
  if octet_length(body) = length(body) then
    return translate(lower(body collate "C"), '<>&', '   ');
  end if;
  body := normalize(plain_text(body), nfd);
  body := normalize(regexp_replace(body, e'[\u0300-\u036f]', '', 'g'), nfc);
  -- Quotes, apostrophes and hyphens as on a keyboard; what opens markup is text.
  body := translate(lower(body collate "C"), e'“”„‟«»‘’‚‛ʼ\u2010\u2011\u2212<>&', repeat('"', 6) || repeat('''', 5) || '---   ');
  if octet_length(body) = length(body) then
    return body;
  end if;
  -- All that is not a letter of some script is a gap: dashes, other spaces, bullets, signs.
  body := regexp_replace(body, e'[^\u0001-\u007f'
      '\u00AA\u00B5\u00BA\u00C6-\u00D0\u00D8-\u00F0\u00F8-\u02C1\u02C6-\u02D1\u02E0-\u02E4\u02EC\u02EE'
      '\u0370-\u0373\u0376-\u0377\u037A-\u037F\u0391-\u03A1\u03A3-\u03F5\u03F7-\u0481\u048A-\u052F\u0531-\u0556'
      '\u0559\u0560-\u0588\u05B0-\u05BD\u05BF\u05C1-\u05C2\u05C4-\u05C5\u05C7\u05D0-\u05EA\u05EF-\u05F2'
      '\u0610-\u061A\u0620-\u0657\u0659-\u0669\u066E-\u06D3\u06D5-\u06DC\u06E1-\u06E8\u06ED-\u06FC\u06FF'
      '\u0710-\u073F\u074D-\u07B1\u07C0-\u07EA\u07F4-\u07F5\u07FA\u0800-\u0817\u081A-\u082C\u0840-\u0858'
      '\u0860-\u086A\u0870-\u0887\u0889-\u088E\u08A0-\u08C9\u08D4-\u08DF\u08E3-\u08E9\u08F0-\u093B\u093D-\u094C'
      '\u094E-\u0950\u0955-\u0963\u0966-\u096F\u0971-\u0983\u0985-\u098C\u098F-\u0990\u0993-\u09A8\u09AA-\u09B0'
      '\u09B2\u09B6-\u09B9\u09BD-\u09C4\u09C7-\u09C8\u09CB-\u09CC\u09CE\u09D7\u09E0-\u09E3\u09E6-\u09F1\u09FC'
      '\u0A01-\u0A03\u0A05-\u0A0A\u0A0F-\u0A10\u0A13-\u0A28\u0A2A-\u0A30\u0A32\u0A35\u0A38-\u0A39\u0A3E-\u0A42'
      '\u0A47-\u0A48\u0A4B-\u0A4C\u0A51\u0A5C\u0A66-\u0A75\u0A81-\u0A83\u0A85-\u0A8D\u0A8F-\u0A91\u0A93-\u0AA8'
      '\u0AAA-\u0AB0\u0AB2-\u0AB3\u0AB5-\u0AB9\u0ABD-\u0AC5\u0AC7-\u0AC9\u0ACB-\u0ACC\u0AD0\u0AE0-\u0AE3'
      '\u0AE6-\u0AEF\u0AF9-\u0AFC\u0B01-\u0B03\u0B05-\u0B0C\u0B0F-\u0B10\u0B13-\u0B28\u0B2A-\u0B30\u0B32-\u0B33'
      '\u0B35-\u0B39\u0B3D-\u0B44\u0B47-\u0B48\u0B4B-\u0B4C\u0B56-\u0B57\u0B5F-\u0B63\u0B66-\u0B6F\u0B71'
      '\u0B82-\u0B83\u0B85-\u0B8A\u0B8E-\u0B90\u0B92-\u0B95\u0B99-\u0B9A\u0B9C\u0B9E-\u0B9F\u0BA3-\u0BA4'
      '\u0BA8-\u0BAA\u0BAE-\u0BB9\u0BBE-\u0BC2\u0BC6-\u0BC8\u0BCA-\u0BCC\u0BD0\u0BD7\u0BE6-\u0BEF\u0C00-\u0C03'
      '\u0C05-\u0C0C\u0C0E-\u0C10\u0C12-\u0C28\u0C2A-\u0C39\u0C3D-\u0C44\u0C46-\u0C48\u0C4A-\u0C4C\u0C55-\u0C56'
      '\u0C58-\u0C5A\u0C5D\u0C60-\u0C63\u0C66-\u0C6F\u0C80-\u0C83\u0C85-\u0C8C\u0C8E-\u0C90\u0C92-\u0CA8'
      '\u0CAA-\u0CB3\u0CB5-\u0CB9\u0CBD-\u0CC4\u0CC6-\u0CC8\u0CCA-\u0CCC\u0CD5-\u0CD6\u0CDD-\u0CDE\u0CE0-\u0CE3'
      '\u0CE6-\u0CEF\u0CF1-\u0CF2\u0D00-\u0D0C\u0D0E-\u0D10\u0D12-\u0D3A\u0D3D-\u0D44\u0D46-\u0D48\u0D4A-\u0D4C'
      '\u0D4E\u0D54-\u0D57\u0D5F-\u0D63\u0D66-\u0D6F\u0D7A-\u0D7F\u0D81-\u0D83\u0D85-\u0D96\u0D9A-\u0DB1'
      '\u0DB3-\u0DBB\u0DBD\u0DC0-\u0DC6\u0DCF-\u0DD4\u0DD6\u0DD8-\u0DDF\u0DE6-\u0DEF\u0DF2-\u0DF3\u0E01-\u0E3A'
      '\u0E40-\u0E46\u0E4D\u0E50-\u0E59\u0E81-\u0E82\u0E84\u0E86-\u0E8A\u0E8C-\u0EA3\u0EA5\u0EA7-\u0EB9'
      '\u0EBB-\u0EBD\u0EC0-\u0EC4\u0EC6\u0ECD\u0ED0-\u0ED9\u0EDC-\u0EDF\u0F00\u0F20-\u0F29\u0F40-\u0F47'
      '\u0F49-\u0F6C\u0F71-\u0F80\u0F88-\u0F97\u0F99-\u0FBC\u1000-\u1036\u1038\u103B-\u1049\u1050-\u109D'
      '\u10A0-\u10C5\u10C7\u10CD\u10D0-\u10FA\u10FC-\u1248\u124A-\u124D\u1250-\u1256\u1258\u125A-\u125D'
      '\u1260-\u1288\u128A-\u128D\u1290-\u12B0\u12B2-\u12B5\u12B8-\u12BE\u12C0\u12C2-\u12C5\u12C8-\u12D6'
      '\u12D8-\u1310\u1312-\u1315\u1318-\u135A\u1380-\u138F\u13A0-\u13F5\u13F8-\u13FD\u1401-\u166C\u166F-\u167F'
      '\u1681-\u169A\u16A0-\u16EA\u16F1-\u16F8\u1700-\u1713\u171F-\u1733\u1740-\u1753\u1760-\u176C\u176E-\u1770'
      '\u1772-\u1773\u1780-\u17B3\u17B6-\u17C8\u17D7\u17DC\u17E0-\u17E9\u1810-\u1819\u1820-\u1878\u1880-\u18AA'
      '\u18B0-\u18F5\u1900-\u191E\u1920-\u192B\u1930-\u1938\u1946-\u196D\u1970-\u1974\u1980-\u19AB\u19B0-\u19C9'
      '\u19D0-\u19D9\u1A00-\u1A1B\u1A20-\u1A5E\u1A61-\u1A74\u1A80-\u1A89\u1A90-\u1A99\u1AA7\u1ABF-\u1AC0'
      '\u1ACC-\u1ACE\u1B00-\u1B33\u1B35-\u1B43\u1B45-\u1B4C\u1B50-\u1B59\u1B80-\u1BA9\u1BAC-\u1BE5\u1BE7-\u1BF1'
      '\u1C00-\u1C36\u1C40-\u1C49\u1C4D-\u1C7D\u1C80-\u1C88\u1C90-\u1CBA\u1CBD-\u1CBF\u1CE9-\u1CEC\u1CEE-\u1CF3'
      '\u1CF5-\u1CF6\u1CFA\u1D00-\u1DBF\u1DE7-\u1DF4\u1E9A-\u1EFF\u2071\u207F\u2090-\u209C\u2102\u2107'
      '\u210A-\u2113\u2115\u2119-\u211D\u2124\u2128\u212C-\u212D\u212F-\u2139\u213C-\u213F\u2145-\u2149\u214E'
      '\u2183-\u2184\u2C00-\u2CE4\u2CEB-\u2CEE\u2CF2-\u2CF3\u2D00-\u2D25\u2D27\u2D2D\u2D30-\u2D67\u2D6F'
      '\u2D80-\u2D96\u2DA0-\u2DA6\u2DA8-\u2DAE\u2DB0-\u2DB6\u2DB8-\u2DBE\u2DC0-\u2DC6\u2DC8-\u2DCE\u2DD0-\u2DD6'
      '\u2DD8-\u2DDE\u2DE0-\u2DFF\u2E2F\u3005-\u3006\u3031-\u3035\u303B-\u303C\u3041-\u3096\u309D-\u309F'
      '\u30A1-\u30FA\u30FC-\u30FF\u3105-\u312F\u3131-\u318E\u31A0-\u31BF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\uA48C'
      '\uA4D0-\uA4FD\uA500-\uA60C\uA610-\uA62B\uA640-\uA66E\uA674-\uA67B\uA67F-\uA6E5\uA717-\uA71F\uA722-\uA788'
      '\uA78B-\uA7CA\uA7D0-\uA7D1\uA7D3\uA7D5-\uA7D9\uA7F2-\uA805\uA807-\uA827\uA840-\uA873\uA880-\uA8C3\uA8C5'
      '\uA8D0-\uA8D9\uA8F2-\uA8F7\uA8FB\uA8FD-\uA92A\uA930-\uA952\uA960-\uA97C\uA980-\uA9B2\uA9B4-\uA9BF'
      '\uA9CF-\uA9D9\uA9E0-\uA9FE\uAA00-\uAA36\uAA40-\uAA4D\uAA50-\uAA59\uAA60-\uAA76\uAA7A-\uAABE\uAAC0\uAAC2'
      '\uAADB-\uAADD\uAAE0-\uAAEF\uAAF2-\uAAF5\uAB01-\uAB06\uAB09-\uAB0E\uAB11-\uAB16\uAB20-\uAB26\uAB28-\uAB2E'
      '\uAB30-\uAB5A\uAB5C-\uAB69\uAB70-\uABEA\uABF0-\uABF9\uAC00-\uD7A3\uD7B0-\uD7C6\uD7CB-\uD7FB\uFA0E-\uFA29'
      '\uFB00-\uFB06\uFB13-\uFB17\uFB1E-\uFB28\uFB4F-\uFBB1\uFBD3-\uFD3D\uFD50-\uFD8F\uFD92-\uFDC7\uFDF0-\uFDFB'
      '\uFE70-\uFE74\uFE76-\uFEFC\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF66-\uFFBE\uFFC2-\uFFC7\uFFCA-\uFFCF'
      '\uFFD2-\uFFD7\uFFDA-\uFFDC'
    ']', ' ', 'g');
  if octet_length(body) = length(body) then
    return body;
  end if;
  -- Small letters.
  return translate(body,
      'ØøŁłĐđĦħıŦŧſςÆÐÞĲĿŊŒƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƢƤƦƧƩƬƮƱƲƳƵƷƸƼǄǅǇǈǊǋǤǱǲǶǷȜȠȢȤȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΑΒΓΔ'
      'ΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩϏϘϚϜϞϠϢϤϦϨϪϬϮϴϷϹϺϽϾϿЂЄЅІЈЉЊЋЏАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲ'
      'ѴѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӃӅӇӉӋӍӔӘӠӨӶӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂ'
      'ՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖႠႡႢႣႤႥႦႧႨႩႪႫႬႭႮႯႰႱႲႳႴႵႶႷႸႹႺႻႼႽႾႿჀჁჂჃჄჅჇჍᎠᎡᎢᎣᎤᎥᎦᎧᎨᎩᎪᎫᎬᎭᎮᎯᎰᎱᎲᎳᎴᎵᎶᎷᎸᎹᎺᎻᎼᎽ'
      'ᎾᎿᏀᏁᏂᏃᏄᏅᏆᏇᏈᏉᏊᏋᏌᏍᏎᏏᏐᏑᏒᏓᏔᏕᏖᏗᏘᏙᏚᏛᏜᏝᏞᏟᏠᏡᏢᏣᏤᏥᏦᏧᏨᏩᏪᏫᏬᏭᏮᏯᏰᏱᏲᏳᏴᏵᲐᲑᲒᲓᲔᲕᲖᲗᲘᲙᲚᲛᲜᲝᲞᲟᲠᲡᲢᲣᲤᲥᲦᲧᲨᲩᲪᲫᲬᲭᲮᲯᲰᲱ'
      'ᲲᲳᲴᲵᲶᲷᲸᲹᲺᲽᲾᲿẞỺỼỾℲↃⰀⰁⰂⰃⰄⰅⰆⰇⰈⰉⰊⰋⰌⰍⰎⰏⰐⰑⰒⰓⰔⰕⰖⰗⰘⰙⰚⰛⰜⰝⰞⰟⰠⰡⰢⰣⰤⰥⰦⰧⰨⰩⰪⰫⰬⰭⰮⰯⱠⱢⱣⱤⱧⱩⱫⱭⱮⱯⱰⱲⱵⱾⱿⲀⲂⲄⲆⲈⲊⲌⲎⲐ'
      'ⲒⲔⲖⲘⲚⲜⲞⲠⲢⲤⲦⲨⲪⲬⲮⲰⲲⲴⲶⲸⲺⲼⲾⳀⳂⳄⳆⳈⳊⳌⳎⳐⳒⳔⳖⳘⳚⳜⳞⳠⳢⳫⳭⳲꙀꙂꙄꙆꙈꙊꙌꙎꙐꙒꙔꙖꙘꙚꙜꙞꙠꙢꙤꙦꙨꙪꙬꚀꚂꚄꚆꚈꚊꚌꚎꚐꚒꚔꚖꚘꚚꜢꜤꜦꜨꜪꜬꜮꜲꜴ'
      'ꜶꜸꜺꜼꜾꝀꝂꝄꝆꝈꝊꝌꝎꝐꝒꝔꝖꝘꝚꝜꝞꝠꝢꝤꝦꝨꝪꝬꝮꝹꝻꝽꝾꞀꞂꞄꞆꞋꞍꞐꞒꞖꞘꞚꞜꞞꞠꞢꞤꞦꞨꞪꞫꞬꞭꞮꞰꞱꞲꞳꞴꞶꞸꞺꞼꞾꟀꟂꟄꟅꟆꟇꟉꟐꟖꟘꟵＡＢＣＤＥＦＧＨＩＪＫＬＭ'
      'ＮＯＰＱＲＳＴＵＶＷＸＹＺ',
      'oollddhhittsσæðþĳŀŋœɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵƣƥʀƨʃƭʈʊʋƴƶʒƹƽǆǆǉǉǌǌǥǳǳƕƿȝƞȣȥⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳαβγδ'
      'εζηθικλμνξοπρστυφχψωϗϙϛϝϟϡϣϥϧϩϫϭϯθϸϲϻͻͼͽђєѕіјљњћџабвгдежзиклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳ'
      'ѵѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӄӆӈӊӌӎӕәӡөӷӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯաբգդեզէըթժիլխծկհձղ'
      'ճմյնշոչպջռսվտրցւփքօֆⴀⴁⴂⴃⴄⴅⴆⴇⴈⴉⴊⴋⴌⴍⴎⴏⴐⴑⴒⴓⴔⴕⴖⴗⴘⴙⴚⴛⴜⴝⴞⴟⴠⴡⴢⴣⴤⴥⴧⴭꭰꭱꭲꭳꭴꭵꭶꭷꭸꭹꭺꭻꭼꭽꭾꭿꮀꮁꮂꮃꮄꮅꮆꮇꮈꮉꮊꮋꮌꮍ'
      'ꮎꮏꮐꮑꮒꮓꮔꮕꮖꮗꮘꮙꮚꮛꮜꮝꮞꮟꮠꮡꮢꮣꮤꮥꮦꮧꮨꮩꮪꮫꮬꮭꮮꮯꮰꮱꮲꮳꮴꮵꮶꮷꮸꮹꮺꮻꮼꮽꮾꮿᏸᏹᏺᏻᏼᏽაბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰჱ'
      'ჲჳჴჵჶჷჸჹჺჽჾჿßỻỽỿⅎↄⰰⰱⰲⰳⰴⰵⰶⰷⰸⰹⰺⰻⰼⰽⰾⰿⱀⱁⱂⱃⱄⱅⱆⱇⱈⱉⱊⱋⱌⱍⱎⱏⱐⱑⱒⱓⱔⱕⱖⱗⱘⱙⱚⱛⱜⱝⱞⱟⱡɫᵽɽⱨⱪⱬɑɱɐɒⱳⱶȿɀⲁⲃⲅⲇⲉⲋⲍⲏⲑ'
      'ⲓⲕⲗⲙⲛⲝⲟⲡⲣⲥⲧⲩⲫⲭⲯⲱⲳⲵⲷⲹⲻⲽⲿⳁⳃⳅⳇⳉⳋⳍⳏⳑⳓⳕⳗⳙⳛⳝⳟⳡⳣⳬⳮⳳꙁꙃꙅꙇꙉꙋꙍꙏꙑꙓꙕꙗꙙꙛꙝꙟꙡꙣꙥꙧꙩꙫꙭꚁꚃꚅꚇꚉꚋꚍꚏꚑꚓꚕꚗꚙꚛꜣꜥꜧꜩꜫꜭꜯꜳꜵ'
      'ꜷꜹꜻꜽꜿꝁꝃꝅꝇꝉꝋꝍꝏꝑꝓꝕꝗꝙꝛꝝꝟꝡꝣꝥꝧꝩꝫꝭꝯꝺꝼᵹꝿꞁꞃꞅꞇꞌɥꞑꞓꞗꞙꞛꞝꞟꞡꞣꞥꞧꞩɦɜɡɬɪʞʇʝꭓꞵꞷꞹꞻꞽꞿꟁꟃꞔʂᶎꟈꟊꟑꟗꟙꟶａｂｃｄｅｆｇｈｉｊｋｌｍ'
      'ｎｏｐｑｒｓｔｕｖｗｘｙｚ');
end $$;
comment on function searchable_text(text) is 'A text as search reads it, in any locale: small letters without accents; a space for what is no letter, digit or ASCII sign.';

create or replace function words_of_text(body text) returns tsvector
  language sql immutable parallel safe
  return to_tsvector('english', searchable_text(left(coalesce(body, ''), 100000)));

create or replace function words_of_report(number text, title text, summary text) returns tsvector
  language sql immutable parallel safe
  return setweight(to_tsvector('english', searchable_text(coalesce(number, '') || ' ' || coalesce(title, ''))), 'A')
    || setweight(to_tsvector('english', searchable_text(left(coalesce(summary, ''), 100000))), 'B');

create function search_query(asked text) returns tsquery
  language plpgsql immutable strict parallel safe cost 20 as $$
begin
  -- PostgreSQL's reader of searches has no room for many signs of negation in a row.
  return websearch_to_tsquery('english', regexp_replace(searchable_text(asked), e'(?:-[^a-z0-9"\u0080-\uffff]*){2,}', '-', 'g'));
end $$;
comment on function search_query(text) is 'What a search asks for, in the words that words_of_text makes.';

create or replace function search_excerpt(body text, query tsquery) returns json
  language plpgsql immutable parallel safe cost 10000 as $$
declare
  -- Control characters as markers; any in the text are removed first.
  original text := plain_text(translate(coalesce(body, ''), e'\x02\x03', ''));
  folded text := searchable_text(original);
  -- Beyond ASCII nothing but letters is left in the folded text, so no mark of it is taken for the delimiter.
  marked text := ts_headline('english', folded, query,
    e'StartSel=\x02, StopSel=\x03, MaxFragments=2, MaxWords=30, MinWords=12, FragmentDelimiter=…');
  excerpt text := '';
  ranges json[] := '{}';
  fragment text;
  bare text;
  place integer;
  piece text;
  starts integer;
  ends integer;
begin
  foreach fragment in array string_to_array(marked, '…') loop
    bare := translate(fragment, e'\x02\x03', '');
    place := strpos(folded, bare);
    if excerpt <> '' then
      excerpt := excerpt || ' … ';
    end if;
    starts := length(excerpt);
    foreach piece in array string_to_array(fragment, e'\x02') loop
      ends := strpos(piece, e'\x03');
      if ends > 0 then
        ranges := ranges || json_build_object('start', starts, 'end', starts + ends - 1);
        starts := starts - 1;
      end if;
      starts := starts + length(piece);
    end loop;
    -- As it is written in the text, not as search reads it.
    excerpt := excerpt || case when place > 0 and length(original) = length(folded) then substr(original, place, length(bare)) else bare end;
  end loop;
  return json_build_object('text', excerpt, 'ranges', to_json(ranges));
end $$;

-- Only rows whose words change; the triggers work out the new ones.
update reports set words = words where words is distinct from words_of_report(number, title, summary);
update findings set words = words where words is distinct from words_of_text(statement);
update recommendations set words = words where words is distinct from words_of_text(text);
