<?cs # The frame of every page of the office: bar with queues, place for refusals. ?>
<?cs def:office_head(title, wide) ?><!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><?cs var:title ?> · <?cs var:Label.office.name ?></title>
<link rel="stylesheet" href="/static/site.css">
<link rel="stylesheet" href="/static/office.css">
<script src="/static/office.js" defer></script>
</head>
<body class="office">
<a class="skip" href="#main">跳到正文</a>
<header class="bar" role="banner">
<strong class="bar-name"><a href="/office"><?cs var:Label.office.name ?></a></strong>
<?cs if:frame.name ?>
<nav class="bar-nav" aria-label="队列">
<?cs each:q = frame.queue ?><a href="<?cs var:q.url ?>"<?cs if:q.name == queue || q.name == case.state ?> aria-current="page"<?cs /if ?>><?cs var:Label.office.state[q.name] ?> <span class="count"><?cs var:q.total ?></span></a>
<?cs /each ?><a href="/office/queue?queue=mine"<?cs if:queue == "mine" ?> aria-current="page"<?cs /if ?>><?cs var:Label.office.state.mine ?> <span class="count"><?cs var:frame.mine ?></span></a>
<?cs if:frame.is.second_reviewer ?><a href="/office/receive">收件</a>
<?cs /if ?><?cs if:frame.is.second_reviewer || frame.is.receiver || frame.is.registry_reviewer || frame.is.exchange_supervisor || frame.is.registry_supervisor || frame.is.auditor ?><a href="/office/hand-over">移交单</a>
<?cs /if ?><?cs if:frame.is.auditor ?><a href="/office/audit">审计</a>
<?cs /if ?></nav>
<form class="bar-who" method="post" action="/office/sign-out"><input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<span><?cs var:Label.office.organisation[frame.organisation] ?> · <?cs each:x = frame.role ?><?cs var:Label.office.role[x] ?> <?cs /each ?><?cs var:frame.name ?></span> <button class="bar-button" type="submit">退出</button></form>
<?cs /if ?>
</header>
<main id="main" class="<?cs if:wide ?>wide<?cs else ?>sheet<?cs /if ?>">
<?cs /def ?>

<?cs def:office_foot() ?>
</main>
</body>
</html>
<?cs /def ?>

<?cs # What stands in the way, with links to the fields. ?>
<?cs def:office_errors() ?><?cs if:error_count ?>
<div class="alert" role="alert" id="errors"><strong>没有完成：</strong>
<ul><?cs each:e = errors ?><li><?cs if:e.field ?><a href="#<?cs var:e.field ?>"><?cs var:e.message ?></a><?cs else ?><?cs var:e.message ?><?cs /if ?></li><?cs /each ?></ul></div>
<?cs /if ?><?cs /def ?>

<?cs def:post_keys() ?><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="op" value="<?cs var:op ?>"><?cs /def ?>

<?cs def:due_tag(pace, days, day) ?><?cs if:pace == "late" ?><span class="tag red">已超期 · <?cs var:day ?></span><?cs elif:pace == "soon" ?><?cs if:days == "0" ?><span class="tag gold">今天到期</span><?cs else ?><span class="tag gold">剩 <?cs var:days ?> 个工作日</span><?cs /if ?><?cs elif:pace == "ok" ?><span class="tag">剩 <?cs var:days ?> 个工作日</span><?cs /if ?><?cs /def ?>
