<?cs include:"lib/macros.cs" ?><!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><?cs if:error_count > #0 ?>错误：<?cs /if ?><?cs var:page.title ?> - <?cs var:Label.office.name ?></title>
<meta name="color-scheme" content="light dark">
<link rel="icon" href="<?cs var:Label.asset.icon ?>" type="image/svg+xml">
<link rel="stylesheet" href="<?cs var:Label.asset.site_css ?>">
<link rel="stylesheet" href="<?cs var:Label.asset.office_css ?>">
<script src="<?cs var:Label.asset.office_js ?>" defer></script>
</head>
<body class="office<?cs if:page.wide ?> office-wide<?cs /if ?>">
<a class="skip" href="#main">跳到正文</a>
<header class="bar">
<a class="bar-name" href="/office"><?cs var:Label.office.name ?></a>
<?cs if:frame.name ?>
	<nav class="bar-nav" aria-label="队列">
		<?cs each:q = frame.queue ?><a href="<?cs var:q.url ?>"<?cs
			if:queue == q.name || case.state == q.name ?> aria-current="page"<?cs /if ?>><?cs
			var:Label.office.state[q.name] ?> <span class="num"><?cs var:q.total ?></span></a>
<?cs /each ?><?cs if:subcount(frame.queue) > #0 ?><a href="/office/queue?queue=mine"<?cs if:queue == "mine" ?>
	aria-current="page"<?cs /if ?>><?cs var:Label.office.state.mine ?> <span class="num"><?cs
	var:frame.mine ?></span></a><?cs /if ?>
<?cs if:frame.is.second_reviewer ?><a href="/office/receive"<?cs if:path == "/office/receive" ?> aria-current="page"<?cs /if ?>>收件</a>
<?cs /if ?><?cs if:frame.hands_over ?><a href="/office/hand-over"<?cs if:path == "/office/hand-over" ?>
	aria-current="page"<?cs /if ?>>移交单</a>
<?cs /if ?><?cs if:frame.is.finance || frame.is.exchange_supervisor || frame.is.auditor ?><a
	href="/office/finance"<?cs if:page.nav == "finance" ?> aria-current="page"<?cs /if ?>>财务</a>
<?cs /if ?><?cs if:frame.is.editor || frame.is.exchange_supervisor || frame.is.auditor ?><a
	href="/office/revision"<?cs if:path == "/office/revision" || rev.id ?> aria-current="page"<?cs /if ?>>须知</a>
<?cs /if ?><?cs if:frame.seeks ?><a href="/office/messages"<?cs if:path == "/office/messages" ?> aria-current="page"<?cs /if ?>>消息</a>
<?cs /if ?><?cs if:frame.operates ?><a href="/office/operations"<?cs if:path == "/office/operations" ?>
	aria-current="page"<?cs /if ?>>运行</a>
<?cs /if ?><?cs if:frame.is.auditor ?><a href="/office/audit"<?cs if:path == "/office/audit" ?> aria-current="page"<?cs /if ?>>审计</a>
<?cs /if ?></nav>
<form class="bar-who" method="post" action="/office/sign-out">
	<?cs call:tokens() ?><span><?cs var:Label.office.organisation[frame.organisation] ?> ·
		<?cs each:x = frame.role ?><?cs var:Label.office.role[x] ?> ·
		<?cs /each ?><a class="bar-link" href="/office/security" title="登录与密码"><?cs
		var:frame.name ?></a></span><button class="bar-button" type="submit">退出</button>
</form>
<?cs /if ?>
</header>
<main id="main" class="<?cs if:page.wide ?>wide<?cs else ?>sheet<?cs /if ?>">
