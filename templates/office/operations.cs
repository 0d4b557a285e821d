<?cs set:page.title = "运行情况" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs def:age(x) ?><?cs if:x.unit == "now" ?><?cs var:Label.operations.unit.now ?><?cs
	elif:x.unit ?><span class="figures"><?cs var:x.age ?></span> <?cs var:Label.operations.unit[x.unit] ?><?cs
	/if ?><?cs /def ?>
<?cs def:count(x) ?><?cs if:x.n == "0" ?><span class="muted">0</span><?cs else ?><?cs var:x.n ?><?cs if:x.more ?>
	以上<?cs /if ?><?cs /if ?><?cs if:x.max ?> / <?cs var:x.max ?><?cs /if ?><?cs /def ?>
<?cs # what a thing is called; ways to pay and their cashiers by their provider ?>
<?cs def:thing(x) ?><?cs if:x.cashier ?><?cs var:Label.provider[x.cashier].name ?>收款（cashier）<?cs
	elif:x.way ?><?cs var:Label.provider[x.way].name ?>待付<?cs
	else ?><?cs var:Label.operations.name[x.name] ?><?cs /if ?><?cs /def ?>
<?cs # the detail of a cashier that is off is the setting that turns it on ?>
<?cs def:cashier_advice(x, via) ?><?cs
	if:x.state == "late" ?>稍候再看；继续变红时检查<?cs var:via ?>的 cashier 是否在运行。<?cs
	elif:x.state == "lost" ?>付款不再查询。请启动<?cs var:via ?>的 cashier，并查看其日志。<?cs
	elif:x.state == "never" ?>如使用<?cs var:via ?>收款，请启动它的 cashier。<?cs
	elif:x.state == "off" ?>不使用<?cs var:via ?>收款。需要时填写 <?cs var:x.detail ?> 等设置。<?cs /if ?><?cs /def ?>
<?cs def:way_advice(x, via) ?><?cs
	if:x.state == "slow" ?>付款人在等待<?cs var:via ?><?cs if:x.shows_code ?>二维码<?cs else ?>页面<?cs
		/if ?>。请查看<?cs var:via ?> cashier 的日志。<?cs
	elif:x.state == "late" ?>付款结果没有按时查询。请查看<?cs var:via ?> cashier 是否正常。<?cs /if ?><?cs /def ?>
<?cs def:advice(x) ?><?cs if:x.cashier ?><?cs call:cashier_advice(x, Label.provider[x.cashier].name) ?><?cs
	elif:x.way ?><?cs call:way_advice(x, Label.provider[x.way].name) ?><?cs
	else ?><?cs var:Label.operations.advice[x.name][x.state] ?><?cs /if ?><?cs /def ?>
<div class="headline"><h1>运行情况</h1>
	<p class="muted small">本页只看记录，不发起检查；各程序每分钟报告一次。<span class="figures"><?cs var:frame.now ?></span></p>
</div>

<section class="operations"><h2>程序</h2>
<table class="list">
	<thead><tr><th scope="col">名称</th><th scope="col">状态</th><th scope="col">最近报告</th><th scope="col">说明</th></tr>
	</thead><tbody>
<?cs each:x = program ?>
	<tr id="program-<?cs var:x.name ?>">
		<td data-label="名称"><?cs call:thing(x) ?></td>
		<td data-label="状态"><?cs call:tag(x.tone, Label.operations.program[x.state]) ?></td>
		<td data-label="最近报告" class="nowrap"><?cs
			if:x.unit ?><?cs call:age(x) ?>前<?cs else ?><span class="muted">—</span><?cs
		/if ?></td>
		<td data-label="说明"><?cs
			call:advice(x) ?><?cs if:x.detail && x.state != "off" ?> <code class="muted"><?cs var:x.detail ?></code><?cs
		/if ?></td>
	</tr>
<?cs /each ?></tbody></table></section>

<?cs def:waiting(title, table) ?><section class="operations"><h2><?cs var:title ?></h2>
<table class="list">
	<thead>
		<tr><th scope="col">事项</th><th scope="col">状态</th><th scope="col" class="num">数量</th>
			<th scope="col">最早的等了</th><th scope="col">说明</th>
		</tr>
	</thead><tbody>
<?cs each:x = table ?>
	<tr id="wait-<?cs var:x.name ?>">
		<td data-label="事项"><?cs call:thing(x) ?></td>
		<td data-label="状态"><span class="tag tag-<?cs var:x.tone ?>"><?cs if:x.state == "some" ?>有<?cs else ?><?cs
				var:Label.operations.state[x.state] ?><?cs /if ?></span>
		</td><td data-label="数量" class="num"><?cs call:count(x) ?></td>
		<td data-label="最早的等了" class="nowrap"><?cs
			if:x.unit ?><?cs call:age(x) ?><?cs else ?><span class="muted">—</span><?cs
		/if ?></td>
		<td data-label="说明"><?cs
			call:advice(x) ?><?cs if:x.example ?><code class="muted"><?cs var:x.example ?></code><?cs
			/if ?><?cs if:x.failing > #0 ?> 其中 <?cs var:x.failing ?>
				条在重试。<?cs /if ?><?cs if:x.dead > #0 ?> 今天失败 <?cs var:x.dead ?>
				条。<?cs /if ?><?cs if:x.problem ?> 今天最近的原因：<?cs call:message_reason(x) ?><?cs
		/if ?></td>
	</tr>
<?cs /each ?></tbody></table></section><?cs /def ?>
<?cs call:waiting("消息", channel) ?>
<?cs call:waiting("文件查毒", scan) ?>
<?cs call:waiting("收款与对账", money) ?>

<section class="operations"><h2>文件与数据库</h2>
<table class="list">
	<thead>
		<tr><th scope="col">事项</th><th scope="col">状态</th><th scope="col">现状</th><th scope="col">说明</th>
		</tr>
	</thead><tbody>
<?cs each:x = place ?>
	<tr id="place-<?cs var:x.name ?><?cs if:x.user ?>-<?cs var:x.user ?><?cs /if ?>">
		<td data-label="事项"><?cs var:Label.operations.name[x.name] ?></td>
		<td data-label="状态"><?cs call:tag(x.tone, Label.operations.state[x.state]) ?></td>
		<td data-label="现状"><?cs
			if:x.user ?><code><?cs var:x.user ?></code> 无权执行 <code><?cs var:x.detail ?></code>，<?cs call:age(x) ?>前<?cs
			elif:x.name == "audit" ?>待链接 <?cs call:count(x) ?> 条<?cs if:x.unit ?>，最早的等了<?cs call:age(x) ?><?cs /if ?><?cs
			elif:x.detail ?>最新的升级 <code><?cs var:x.detail ?></code><?cs elif:x.free >= #0 ?>剩余 <span class="figures"><?cs
			var:x.free ?></span> MB<?cs else ?><span class="muted">—</span><?cs
		/if ?></td>
		<td data-label="说明"><?cs call:advice(x) ?></td>
	</tr>
<?cs /each ?></tbody></table></section>
<?cs include:"lib/office_foot.cs" ?>
