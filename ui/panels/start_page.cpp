// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/start_page.h"

#include "ui/theme.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace evol {

namespace {

constexpr int columnWidth = 544;

/// A column of a readable width in the middle of `page`.
QVBoxLayout *middleColumn(QWidget *page)
{
    auto *column = new QWidget;
    column->setFixedWidth(columnWidth);
    auto *outer = new QVBoxLayout(page);
    outer->addStretch(2);
    outer->addWidget(column, 0, Qt::AlignHCenter);
    outer->addStretch(3);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(space::panel, 0, space::panel, 0);
    layout->setSpacing(space::groups);
    return layout;
}

QLabel *makeLabel(const QString &text, const char *rank)
{
    auto *label = new QLabel(text);
    label->setProperty("rank", QString::fromLatin1(rank));
    label->setWordWrap(true);
    return label;
}

QString shownFolder(const QString &path)
{
    QString folder = QDir::toNativeSeparators(QFileInfo(path).absolutePath());
    if (folder.startsWith(QDir::homePath()))
        folder.replace(0, QDir::homePath().size(), QStringLiteral("~"));
    return folder;
}

} // namespace

StartPage::StartPage(QWidget *parent) : QWidget(parent), m_recent(new QListWidget), m_recentBox(new QWidget)
{
    QVBoxLayout *layout = middleColumn(this);
    layout->addWidget(makeLabel(tr("Evol Studio"), "title"));
    layout->addWidget(makeLabel(tr("Grow instructions from a few seeds: a language model makes each harder or different, rules throw "
                                   "the failures away, and you decide what stays."),
                                "quiet"));
    auto *make = new QPushButton(tr("New project…"));
    make->setObjectName(QStringLiteral("startNew"));
    make->setProperty("look", QStringLiteral("primary"));
    auto *open = new QPushButton(tr("Open…"));
    open->setObjectName(QStringLiteral("startOpen"));
    auto *attempt = new QPushButton(tr("Try 1+1=?"));
    attempt->setObjectName(QStringLiteral("startTry"));
    attempt->setToolTip(tr("Grows the smallest seed with the built-in rules; needs no language model"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::inside);
    for (QPushButton *button : {make, open, attempt})
        buttons->addWidget(button);
    buttons->addStretch();
    layout->addLayout(buttons);

    auto *recent = new QVBoxLayout(m_recentBox);
    recent->setContentsMargins(0, space::groups, 0, 0);
    recent->setSpacing(space::grid);
    recent->addWidget(makeLabel(tr("Recent"), "strong"));
    m_recent->setAccessibleName(tr("Recent projects"));
    m_recent->setStyleSheet(QStringLiteral("QListWidget { background: transparent; } QListWidget::item { padding: 4px 0; margin-left: -3px; }"));
    m_recent->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_recent->setTextElideMode(Qt::ElideMiddle);
    recent->addWidget(m_recent);
    layout->addWidget(m_recentBox);

    connect(make, &QPushButton::clicked, this, &StartPage::newAsked);
    connect(open, &QPushButton::clicked, this, &StartPage::openAsked);
    connect(attempt, &QPushButton::clicked, this, &StartPage::tryAsked);
    connect(m_recent, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { Q_EMIT projectAsked(item->data(Qt::UserRole).toString()); });
    connect(m_recent, &QListWidget::itemClicked, m_recent, &QListWidget::itemActivated);
}

void StartPage::setRecent(const QStringList &paths)
{
    m_recent->clear();
    for (const QString &path : paths) {
        auto *item = new QListWidgetItem(tr("%1   in %2").arg(QFileInfo(path).completeBaseName(), shownFolder(path)));
        item->setData(Qt::UserRole, path);
        item->setToolTip(QDir::toNativeSeparators(path));
        m_recent->addItem(item);
    }
    m_recentBox->setVisible(!paths.isEmpty());
}

EmptyProjectPage::EmptyProjectPage(QWidget *parent)
    : QWidget(parent), m_seed(new QLineEdit), m_add(new QPushButton(tr("Add seed"))), m_import(new QPushButton(tr("Import seeds…")))
{
    QVBoxLayout *layout = middleColumn(this);
    layout->addWidget(makeLabel(tr("Plant the first seed"), "title"));
    layout->addWidget(makeLabel(tr("A seed is an instruction to grow others from. One line is enough: 1+1=?"), "quiet"));
    m_seed->setObjectName(QStringLiteral("firstSeed"));
    m_seed->setPlaceholderText(QStringLiteral("1+1=?"));
    m_seed->setAccessibleName(tr("Text of the first seed"));
    m_add->setProperty("look", QStringLiteral("primary"));
    auto *line = new QHBoxLayout;
    line->setSpacing(space::inside);
    line->addWidget(m_seed, 1);
    line->addWidget(m_add);
    layout->addLayout(line);
    layout->addWidget(makeLabel(tr("Or take them from a file: Alpaca, seed_tasks.jsonl, GSM8K, plain lines and more."), "quiet"));
    layout->addWidget(m_import, 0, Qt::AlignLeft);
    const auto enter = [this] {
        const QString text = m_seed->text().trimmed();
        m_seed->clear();
        if (!text.isEmpty())
            Q_EMIT seedEntered(text);
    };
    connect(m_seed, &QLineEdit::returnPressed, this, enter);
    connect(m_add, &QPushButton::clicked, this, enter);
    connect(m_import, &QPushButton::clicked, this, &EmptyProjectPage::importAsked);
}

void EmptyProjectPage::setReadOnly(bool readOnly)
{
    for (QWidget *widget : std::initializer_list<QWidget *>{m_seed, m_add, m_import})
        widget->setEnabled(!readOnly);
}

} // namespace evol
