<?cs set:page.title = "收件" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<div class="narrow">
<h1>收到纸质材料</h1>
<?cs call:refusals() ?>
<form method="post" action="/office/receive" class="stack">
<?cs call:tokens() ?>
<label for="number">扫描封面页条码，或输入受理号</label>
<input id="number" name="number" value="<?cs var:values.number ?>" class="figures big" autocomplete="off" maxlength="40" placeholder="KH…" required autofocus>
<button class="button" type="submit">查看</button>
</form>
<?cs if:found.number ?>
<section class="card found <?cs var:found.verdict ?>" role="status">
<h2><?cs var:found.org_name ?></h2>
<p class="figures"><?cs var:found.number ?> · 当前第 <?cs var:found.version ?> 版 · <?cs var:Label.office.state[found.state] ?></p>
<?cs if:found.verdict == "current" ?><p class="verdict good">✓ 纸质材料是当前版本</p>
<?cs elif:found.verdict == "old" ?><p class="verdict bad">✗ 纸质材料是第 <?cs var:found.scanned ?> 版，申请人已改为第 <?cs var:found.version ?> 版，请核对哪些材料仍然有效</p>
<?cs else ?><p class="verdict">请核对封面页上的版本是否为第 <strong><?cs var:found.version ?></strong> 版</p><?cs /if ?>
<?cs if:found.not_awaited ?><p class="verdict bad">此申请目前不在“待收纸质材料”状态。</p><?cs /if ?>
<p><a class="button" href="<?cs var:found.url ?>">清点材料</a></p>
</section>
<?cs /if ?>
</div>
<?cs include:"lib/office_foot.cs" ?>
