<?cs set:words = status ?><?cs if:Label.http[reason].title ?><?cs set:words = reason ?><?cs /if ?><!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title><?cs var:Label.http[words].title ?></title>
<link rel="stylesheet" href="<?cs var:Label.asset.site_css ?>">
</head>
<body>
<main class="page error-page" id="error" data-status="<?cs var:status ?>" data-reason="<?cs var:reason ?>">
<h1><?cs var:Label.http[words].title ?></h1>
<p><?cs var:Label.http[words].text ?></p>
<?cs if:error_count ?><ul><?cs each:e = errors ?><li><?cs var:e.message ?></li><?cs /each ?></ul><?cs /if ?>
<p><a href="/"><?cs var:Label.http.home ?></a></p>
<p class="muted"><?cs var:Label.http.request ?> <code><?cs var:request_id ?></code></p>
</main>
</body>
</html>
