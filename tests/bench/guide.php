<?php
// The guide as PHP would show it, for scripts/bench: the portal's statements over a connection that stays, the same blocks and rows, and as
// many bytes. guide_made.php is written by ground.py.
$made = require __DIR__ . '/guide_made.php';
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
$db = new mysqli('p:localhost', $made['user'], '', $made['name'], 0, $made['socket']);
$db->set_charset('utf8mb4');

function text(string $s): string
{
    return htmlspecialchars($s, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
}

$today = (new DateTime('now', new DateTimeZone('Asia/Shanghai')))->format('Y-m-d');
$notice = $db->query(sprintf($made['notice'], "'" . $db->real_escape_string($today) . "'"))->fetch_assoc();
$materials = $db->query(sprintf($made['materials'], (int)$notice['id']))->fetch_all(MYSQLI_ASSOC);

$page = '<!doctype html><html lang="zh-CN"><title>' . text($notice['title']) . '</title><h1>' . text($notice['title']) . "</h1>\n";
foreach (explode("\n", $notice['body']) as $line) {
    if ($line === '') {
        continue;
    }
    if (str_starts_with($line, '## ')) {
        $page .= '<h2>' . text(substr($line, 3)) . "</h2>\n";
    } elseif (str_starts_with($line, '- ')) {
        $page .= '<li>' . text(substr($line, 2)) . "</li>\n";
    } elseif (preg_match('/^\d+\. /', $line, $number)) {
        $page .= '<li>' . text(substr($line, strlen($number[0]))) . "</li>\n";
    } else {
        $page .= '<p>' . text($line) . "</p>\n";
    }
}
foreach ($materials as $row) {
    $page .= '<tr>';
    foreach ($row as $value) {
        $page .= '<td>' . text((string)$value) . '</td>';
    }
    $page .= "</tr>\n";
}
foreach (['mail_address', 'mail_recipient', 'mail_postcode', 'mail_phone', 'mail_note'] as $name) {
    $page .= '<dd>' . text((string)$notice[$name]) . '</dd>';
}
header('Content-Type: text/html; charset=utf-8');
header('Content-Length: ' . $made['bytes']);
echo substr(str_pad($page, $made['bytes']), 0, $made['bytes']);
