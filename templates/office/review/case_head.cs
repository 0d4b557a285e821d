<?cs # Which case it is, how it stands, and what was refused just now. ?>
<div class="case-head">
<h1><?cs var:case.org_name ?></h1>
<span class="figures"><?cs var:case.number ?></span>
<span>第 <?cs var:case.version ?> 版</span><span><?cs var:Label.choice.kind[case.kind] ?></span><span><?cs
	var:Label.office.subject[case.subject] ?></span>
<?cs call:tag("done", Label.office.state[case.state]) ?>
<?cs call:due_tag(case.pace, case.days_left, case.due_on) ?>
<?cs if:case.previous != "0" ?><?cs call:tag("going", "较上一版变更 " + case.changed + " 处") ?><?cs /if ?>
<?cs if:case.objections > #0 ?><?cs call:tag("wait", "后续新意见 " + case.objections + " 项") ?><?cs /if ?>
<?cs if:case.amending ?><?cs call:tag("wait", "申请人正在修改") ?><?cs /if ?>
<span class="case-tools">
<?cs if:case.previous != "0" ?><a href="<?cs var:case.toggle_url ?>">仅看变更
	<strong><?cs if:case.only_changed == "1" ?>开<?cs else ?>关<?cs /if ?></strong></a><?cs /if ?>
<span><?cs if:case.mine ?>经办：<strong>我</strong><?cs elif:case.holder ?>经办：<?cs var:case.holder ?><?cs
	else ?><span class="muted">未领取</span><?cs /if ?></span>
<?cs if:may.mark ?>
	<form method="post" action="/office/case/<?cs var:case.public_id ?>/release">
		<?cs call:case_keys() ?><button class="link" type="submit">放回队列</button>
	</form>
<?cs elif:may.claim ?>
	<form method="post" action="/office/case/<?cs var:case.public_id ?>/claim">
		<?cs call:case_keys() ?><button class="button button-small" type="submit">领取</button>
	</form>
<?cs /if ?>
<?cs if:account_url ?><a href="<?cs var:account_url ?>">交易账户</a>
<?cs /if ?><a href="<?cs var:case.queue_url ?>">回到队列</a>
</span>
</div>

<?cs if:stale_at ?>
	<div class="alert" role="alert">
		<strong>申请人于 <?cs var:stale_at ?> 修改了申请，请重新查看。</strong> 下面是第 <?cs var:case.current ?> 版，您刚才的操作没有生效。
	</div>
<?cs else ?><?cs call:refusals() ?><?cs /if ?>
<?cs if:case.version != case.current ?>
	<div class="alert calm">
		您在看旧的第 <?cs var:case.version ?> 版，只能查看。<a href="/office/case/<?cs var:case.public_id ?>">回到当前第
			<?cs var:case.current ?> 版</a>
	</div>
<?cs /if ?>
