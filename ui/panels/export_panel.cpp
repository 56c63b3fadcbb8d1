// SPDX-License-Identifier: GPL-3.0-or-later
// GUI thread.
#include "ui/panels/export_panel.h"

#include "dataset/export_formats.h"
#include "ui/panels/epoch_table.h"
#include "ui/panels/form.h"
#include "ui/theme.h"

#include <QLocale>
#include <QRegularExpressionValidator>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace evol {

namespace {

QString latin(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

const ExportFormat &formatAt(int index)
{
    return *exportFormats()[static_cast<std::size_t>(std::max(index, 0))];
}

} // namespace

ExportPanel::ExportPanel(QWidget *parent)
    : QWidget(parent), m_epochs(new EpochTable), m_advice(makeQuietLabel({})), m_format(new QComboBox), m_upTo(new QComboBox), m_seed(new QLineEdit(QStringLiteral("0"))), m_rows(makeQuietLabel({})),
      m_export(new QPushButton(tr("Export…")))
{
    for (const ExportFormat *format : exportFormats())
        m_format->addItem(latin(format->title()));
    m_format->setAccessibleName(tr("Format"));
    static const QRegularExpression digits(QStringLiteral("\\d{1,18}"));
    m_seed->setValidator(new QRegularExpressionValidator(digits, m_seed));
    m_seed->setToolTip(tr("The rows are shuffled; the same seed gives the same file"));
    m_export->setObjectName(QStringLiteral("startExport"));
    m_export->setProperty("look", QStringLiteral("primary"));
    auto *close = new QPushButton(tr("Close"));
    auto *form = makeForm();
    form->addRow(tr("Format"), m_format);
    form->addRow(tr("Up to epoch"), m_upTo);
    form->addRow(tr("Shuffle seed"), m_seed);
    auto *body = new QWidget;
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(space::panel, space::grid, space::panel, space::panel);
    layout->setSpacing(space::groups);
    layout->addLayout(form);
    layout->addWidget(m_rows);
    layout->addWidget(makeTitle(tr("Epochs")));
    layout->addWidget(m_epochs);
    layout->addWidget(m_advice);
    layout->addStretch();
    layOutPanel(this, tr("Export a dataset"), body, makeButtonRow({close, m_export}));
    connect(close, &QPushButton::clicked, this, &ExportPanel::closed);
    connect(m_export, &QPushButton::clicked, this, &ExportPanel::exportAsked);
    connect(m_epochs, &EpochTable::failed, this, &ExportPanel::failed);
    connect(m_upTo, &QComboBox::activated, this, &ExportPanel::refresh);
}

void ExportPanel::setProject(Project *project)
{
    m_project = project;
    m_epochs->setProject(project);
    refresh();
}

void ExportPanel::refresh()
{
    m_export->setEnabled(m_project);
    if (!m_project) {
        m_rows->clear();
        return;
    }
    showEpochs();
    const int last = upTo();
    const Pool &pool = m_project->pool();
    std::int64_t rows = 0;
    std::int64_t without = 0;
    for (NodeIndex n = 0; n < pool.size(); ++n) {
        if (!pool.isRemoved(n) && pool.state(n) == State::Kept && pool.epoch(n) <= last)
            ++(pool.responses(n) > 0 ? rows : without);
    }
    const QLocale locale;
    QString text = tr("%1 rows: the kept instructions with their best rated responses.").arg(locale.toString(static_cast<qlonglong>(rows)));
    if (without > 0)
        text += tr(" %1 kept instructions have no response and are left out.").arg(locale.toString(static_cast<qlonglong>(without)));
    m_rows->setText(text);
    m_export->setEnabled(rows > 0);
}

int ExportPanel::upTo() const
{
    return m_upTo->currentIndex() > 0 ? m_upTo->currentIndex() - 1 : std::numeric_limits<int>::max();
}

void ExportPanel::showEpochs()
{
    m_epochs->refresh();
    m_advice->setText(m_epochs->advice());
    m_advice->setVisible(!m_epochs->advice().isEmpty());
    const int epochs = m_project->pool().lastEpoch() + 1;
    while (m_upTo->count() > epochs + 1)
        m_upTo->removeItem(m_upTo->count() - 1);
    if (m_upTo->count() == 0)
        m_upTo->addItem(tr("the last one"));
    while (m_upTo->count() < epochs + 1)
        m_upTo->addItem(m_upTo->count() == 1 ? tr("0, the seeds") : QString::number(m_upTo->count() - 1));
}

QString ExportPanel::suffix() const
{
    return latin(formatAt(m_format->currentIndex()).fileSuffix()).mid(1);
}

QString ExportPanel::formatTitle() const
{
    return m_format->currentText();
}

ExportRequest ExportPanel::request() const
{
    ExportRequest request;
    request.format = std::string(formatAt(m_format->currentIndex()).key());
    request.seed = m_seed->text().toULongLong();
    if (m_upTo->currentIndex() > 0)
        request.filter.epochTo = upTo();
    return request;
}

} // namespace evol
